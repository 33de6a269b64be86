/** Pages, what their server gives them, and their forms' actions. */
import { newId } from '../../../src/lib/server/new-id.ts';
import { CANARY, type Cast } from './cast.ts';
import { REST, SIGNED_IN, type Asker, type Row } from './row.ts';

const toSignIn = (path: string) => `303 /sign-in?next=${encodeURIComponent(path)}`;

/** A page opened by its address: a shell that is the same for everybody; what it shows comes by other entrances. */
function page(route: string, path = route, answers?: Row['answers']): Row {
	return {
		...{ of: `PAGE ${route}`, what: '', answers: answers ?? { [toSignIn(path)]: 'nobody', 200: REST } },
		async ask({ browser }) {
			const { status, location } = await browser.navigate(path);
			return location === undefined ? String(status) : `${status} ${location}`;
		},
	};
}

interface DataNode {
	type: 'data' | 'skip' | 'error' | 'redirect';
	location?: string;
	nodes?: (DataNode | null)[];
}

/** What its `load` on the server gives, as the page's script asks for it. */
function load(route: string, path: string, answers: Row['answers']): Row {
	return {
		...{ of: `LOAD ${route}`, what: '', answers },
		async ask({ column, browser }) {
			const response = await browser.get(`${path === '/' ? '' : path}/__data.json`);
			const text = await response.text();
			if ((column === 'nobody' || column === 'stranger') && text.includes(CANARY)) return text;
			const { type, location, nodes = [] } = JSON.parse(text) as DataNode;
			if (type === 'redirect') return `to ${location}`;
			const failed = nodes.find((node) => node?.type === 'error');
			return failed ? 'nothing here' : type;
		},
	};
}

function action(
	name: string,
	what: string,
	fields: (cast: Cast, asker: Asker) => Record<string, string> | Promise<Record<string, string>>,
	answers: Row['answers'],
): Row {
	return {
		...{ of: `ACTION ${name}`, what, answers },
		async ask(asker, cast) {
			const path = name.replace('[token]', 'none');
			const { type, status, location, values } = await asker.browser.submit(path, await fields(cast, asker));
			if (asker.column === 'stranger' && JSON.stringify(values).includes(CANARY))
				return JSON.stringify(values);
			if (type === 'redirect') return `to ${location}`;
			return type === 'success' ? 'done' : String(status);
		},
	};
}

const signInFirst = (path: string) => ({ [`to /sign-in?next=${encodeURIComponent(path)}`]: 'nobody' });
const people = (name: string, what: string, fields: Parameters<typeof action>[2], answers: Row['answers']) =>
	action(`/people?/${name}`, what, fields, { ...signInFirst('/people'), ...answers });
const account = (name: string, fields: Parameters<typeof action>[2], answers: Row['answers']) =>
	action(`/account?/${name}`, 'one’s own', fields, { ...signInFirst('/account'), ...answers });
const erasure = (name: string, fields: Record<string, string>, answers: Row['answers']) =>
	action(`/audit/erasure?/${name}`, '', () => fields, { ...signInFirst('/audit/erasure'), ...answers });
const counted = () => `p-${newId()}@larkfield.example`;

export const PAGE_ROWS: Row[] = [
	page('/sign-in', '/sign-in', { 200: 'nobody', '303 /messages': REST }),
	load('/sign-in', '/sign-in', { data: 'nobody', 'to /messages': REST }),
	action('/sign-in', 'as nobody', () => ({ email: counted(), password: 'x' }), { 400: REST }),
	page('/setup', '/setup', { '303 /': REST }),
	load('/setup', '/setup', { 'to /': REST }),
	action(
		'/setup',
		'once it is set up',
		() => ({ organisation: 'x', name: 'x', email: counted(), password: 'violet tram 12' }),
		{
			'to /': REST,
		},
	),
	page('/join/[token]', '/join/none', { 200: REST }),
	load('/join/[token]', '/join/none', { data: REST }),
	action(
		'/join/[token]',
		'by a link that is none',
		() => ({ name: 'x', email: counted(), password: 'violet tram 12' }),
		{
			410: REST,
		},
	),
	load('/', '/', { 'to /sign-in': 'nobody', 'to /messages': REST }),

	...[
		'/account',
		'/audit',
		'/audit/organisation',
		'/messages',
		'/messages/channels',
		'/messages/search',
		'/notifications',
		'/people',
		'/people/contacts',
	].map((route) => page(route)),
	page('/settings/appearance'),
	page('/settings/auto-reply'),
	page('/settings/profile'),
	page('/settings/notifications'),
	page('/settings/sync'),
	page('/settings/organisation'),
	load('/settings/organisation', '/settings/organisation', {
		...{ 'to /sign-in?next=%2Fsettings%2Forganisation': 'nobody', data: 'stranger OWNER ADMIN' },
		'nothing here': REST,
	}),
	action(
		'/settings/organisation?/save',
		'as it is',
		() => ({ name: 'Larkfield Trust', membersMayCreateChannels: 'on', textInNotifications: 'on' }),
		{
			...signInFirst('/settings/organisation'),
			...{ done: 'stranger OWNER ADMIN', 403: REST },
		},
	),
	page('/audit/[conversation]', '/audit/none'),
	page('/messages/[id]', '/messages/none'),
	page('/audit/erasure'),

	load('/account', '/account', { 'to /sign-in?next=%2Faccount': 'nobody', data: REST }),
	load('/people', '/people', { 'to /sign-in?next=%2Fpeople': 'nobody', data: REST }),
	load('/audit/erasure', '/audit/erasure', {
		...{
			'to /sign-in?next=%2Faudit%2Ferasure': 'nobody',
			data: 'stranger OWNER AUDITOR',
			'nothing here': REST,
		},
	}),

	people('invite', 'a member', () => ({ role: 'MEMBER' }), { done: 'stranger OWNER ADMIN', 403: REST }),
	people('invite', 'an owner', () => ({ role: 'OWNER' }), { done: 'stranger OWNER', 403: REST }),
	people('create', 'a member', () => ({ name: 'New', email: counted(), role: 'MEMBER' }), {
		...{ done: 'stranger OWNER ADMIN', 403: REST },
	}),
	people('role', 'of somebody', async (cast) => ({ user: (await cast.victim()).id, role: 'ADMIN' }), {
		...{ done: 'OWNER ADMIN', 404: 'stranger', 403: REST },
	}),
	people('role', 'an owner’s', (cast) => ({ user: cast.people.OWNER!.id, role: 'MEMBER' }), {
		// There is always one left.
		...{ 409: 'OWNER', 404: 'stranger', 403: REST },
	}),
	people('close', 'somebody’s account', async (cast) => ({ user: (await cast.victim()).id }), {
		...{ done: 'OWNER ADMIN', 404: 'stranger', 403: REST },
	}),
	people('revokeInvitation', 'one that is none', () => ({ token: 'none' }), {
		404: 'stranger OWNER ADMIN',
		403: REST,
	}),

	account(
		'rename',
		({ people }, { column }) => ({
			name: column === 'stranger' ? 'Elsewhere' : `${CANARY} ${column}`,
			user: people.OWNER!.id,
		}),
		{ done: SIGNED_IN },
	),
	account('password', () => ({ current: 'not this one', next: 'seven green bottles 8' }), { 400: SIGNED_IN }),
	account('revokeSession', () => ({ session: 'none' }), { 404: SIGNED_IN }),
	account('revokeDevice', () => ({ device: '1' }), { 404: SIGNED_IN }),
	account('signOut', () => ({}), { 'to /sign-in': SIGNED_IN }),
	account('signOutEverywhere', () => ({}), { 'to /sign-in': SIGNED_IN }),

	erasure(
		'request',
		{ kind: 'message', message: 'none', user: '', reason: 'x', reference: 'x' },
		{ 400: 'stranger OWNER', 403: REST },
	),
	erasure('decide', { number: '1', decision: 'approve' }, { 409: REST }),
];
