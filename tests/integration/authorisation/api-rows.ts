/** Methods of +server.ts. */
import { createHash } from 'node:crypto';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { PART_TYPE } from '#lib/protocol/files.ts';
import { newId } from '../../../src/lib/server/new-id.ts';
import { foldText } from '#lib/domain/search-text.ts';
import type { Workspace } from '#lib/protocol/workspace.ts';
import type { Cast } from './cast.ts';
import { CANARY } from './cast.ts';
import { IN_ROOM, REST, STAFF, type Asker, type Row } from './row.ts';

const ANYBODY = { 401: 'nobody', 200: REST };
const AUDITORS = 'OWNER ADMIN SUPERVISOR AUDITOR';

/** The status, once everything was sent; whoever is of another organisation is never sent a word of this one's. */
export async function statusOf({ column }: Asker, answer: Promise<Response>): Promise<string> {
	const response = await answer;
	const text = await response.text();
	if ((column === 'nobody' || column === 'stranger') && text.includes(CANARY))
		throw new Error(`${column} was sent ${text.slice(0, 500)}`);
	return String(response.status);
}

function get(path: string, answers: Row['answers']): Row {
	return { of: `GET ${path}`, what: '', answers, ask: (asker) => statusOf(asker, asker.browser.get(path)) };
}

function post(
	path: string,
	what: string,
	body: (cast: Cast) => unknown,
	answers: Row['answers'],
	address: (cast: Cast) => string = () => path,
): Row {
	return {
		...{ of: `POST ${path}`, what, answers },
		ask: async (asker, cast) => statusOf(asker, asker.browser.post(address(cast), body(cast))),
	};
}

const evidence = (what: string, conversation: (cast: Cast) => string) =>
	post(
		'/api/evidence',
		what,
		(cast) => ({ conversations: [conversation(cast)], from: null, until: null, reason: 'A complaint.' }),
		{ 401: 'nobody', 200: 'OWNER AUDITOR', 404: REST },
	);

const audit = (what: string, conversation: (cast: Cast) => string, reason: string, answers: Row['answers']) =>
	post(
		'/api/audit/[conversation]',
		what,
		() => ({ reason }),
		{ 401: 'nobody', 404: REST, ...answers },
		(cast) => `/api/audit/${conversation(cast)}`,
	);

const push = (method: 'PUT' | 'DELETE', body: string, answers: Row['answers']): Row => ({
	...{ of: `${method} /api/push`, what: 'of one’s own session', answers },
	ask: (asker) =>
		statusOf(
			asker,
			asker.browser.request('/api/push', {
				...{ method, body },
				headers: { origin: asker.browser.origin, 'content-type': 'application/json' },
			}),
		),
});

type Room = 'secret' | 'square' | 'dm';
/** Who may write there. */
const WRITERS: Record<Room, string> = { secret: IN_ROOM, square: 'roomAdmin', dm: 'member roomAdmin' };

/** An empty one, which is stored as soon as it is begun, or one of ten bytes, which is not. */
function aFile(size: 0 | 10): AttachedFile {
	const sha256 = createHash('sha256').update('a'.repeat(size)).digest('hex');
	return [newId(), `${CANARY}.txt`, 'text/plain', size, sha256, 0, 0, 0, ''];
}

const JSON_TYPE = 'application/json';

/** Of a file that roomAdmin began there. */
function ofFile(
	method: 'GET' | 'PATCH' | 'DELETE',
	route: 'uploads' | 'files',
	room: Room,
	answers: Row['answers'],
	tail: '' | '/preview' = '',
): Row {
	return {
		...{ of: `${method} /api/${route}/[conversation]/[file]${tail}`, what: `of ${room}`, answers },
		async ask(asker, cast) {
			const file = aFile(route === 'files' ? 0 : 10);
			const sender = await cast.asker('roomAdmin');
			await sender.browser.post(`/api/uploads/${cast[room]}`, { file });
			const headers = {
				...{ origin: asker.browser.origin, 'upload-offset': '0' },
				'content-type': method === 'PATCH' ? PART_TYPE : JSON_TYPE,
			};
			const body = method === 'PATCH' ? { body: 'a'.repeat(10) } : {};
			const path = `/api/${route}/${cast[room]}/${file[0]}${tail}`;
			const status = await statusOf(asker, asker.browser.request(path, { method, headers, ...body }));
			// One person may have only so many unfinished ones.
			await cast.app.stored.sql`delete from files where id = ${file[0]}`;
			return status;
		},
	};
}

export const API_ROWS: Row[] = [
	...(['secret', 'square', 'dm'] as const).map((room) =>
		post(
			'/api/uploads/[conversation]',
			`into ${room}`,
			() => ({ file: aFile(10) }),
			{ 401: 'nobody', 200: WRITERS[room], 404: REST },
			(cast) => `/api/uploads/${cast[room]}`,
		),
	),
	...(['GET', 'PATCH', 'DELETE'] as const).flatMap((method) =>
		(['secret', 'square', 'dm'] as const).map((room) =>
			ofFile(method, 'uploads', room, { 401: 'nobody', 200: 'roomAdmin', 404: REST }),
		),
	),
	ofFile('GET', 'files', 'secret', { 401: 'nobody', 200: IN_ROOM, 404: REST }),
	ofFile('GET', 'files', 'square', { 401: 'nobody', 200: `${STAFF} AUDITOR`, 404: REST }),
	ofFile('GET', 'files', 'dm', { 401: 'nobody', 200: 'member roomAdmin', 404: REST }),
	// Of what is no picture there is none for anybody.
	ofFile('GET', 'files', 'secret', { 401: 'nobody', 404: REST }, '/preview'),
	get('/api/session', ANYBODY),
	get('/api/server-keys', ANYBODY),
	get('/api/push', ANYBODY),
	// The server of this test sends none, which is told to whoever may ask.
	push('PUT', '{}', { 401: 'nobody', 409: REST }),
	push('DELETE', '{}', ANYBODY),
	post('/api/push/test', 'to one’s own browser', () => ({ test: crypto.randomUUID() }), ANYBODY),
	post('/api/attention', 'of one’s own session', () => ({ tab: crypto.randomUUID(), on: true }), ANYBODY),
	post(
		'/api/devices',
		'one’s own browser',
		() => ({
			name: 'Laptop',
			publicKey: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
		}),
		ANYBODY,
	),
	post('/api/sign-out', 'of one’s own session', () => ({}), { 200: REST }),
	post(
		'/api/sign-in',
		'from a page, which must not come to hold a token',
		() => ({ email: 'a@larkfield.example', password: 'x', device: { name: 'x' } }),
		{ 403: REST },
	),
	{
		...{ of: 'GET /api/workspace', what: 'the conversations that it tells' },
		answers: {
			'': 'nobody stranger READER',
			square: `OWNER ADMIN SUPERVISOR AGENT MEMBER AUDITOR`,
			'secret square': 'staffMember',
			'secret square dm': 'member roomAdmin',
		},
		async ask(asker, { secret, square, dm }) {
			const response = await asker.browser.get('/api/workspace');
			const text = await response.text();
			if (asker.column === 'stranger' && text.includes(CANARY)) return text;
			const { conversations = [] } = JSON.parse(text) as Partial<Workspace>;
			const named = Object.entries({ secret, square, dm });
			return named
				.flatMap(([name, id]) => (conversations.some((one) => one.id === id) ? name : []))
				.join(' ');
		},
	},
	{
		...{ of: 'POST /api/search', what: 'the conversations in which it finds' },
		answers: {
			'': 'nobody stranger READER',
			square: `OWNER ADMIN SUPERVISOR AGENT MEMBER AUDITOR`,
			'secret square': IN_ROOM,
		},
		async ask(asker, { secret, square }) {
			const words = [{ text: foldText(CANARY), mentions: [] }];
			const query = { words, from: null, in: null, after: null, before: null, has: [] };
			const response = await asker.browser.post('/api/search', { query, limit: 50 });
			const { hits = [] } = (await response.json()) as { hits?: { conversation: string }[] };
			const named = Object.entries({ secret, square });
			return named
				.flatMap(([name, id]) => (hits.some(({ conversation }) => conversation === id) ? name : []))
				.join(' ');
		},
	},
	...(['secret', 'square', 'dm'] as const).map((name): Row => ({
		...{ of: 'GET /api/readers/[conversation]', what: `of ${name}` },
		answers: {
			...{ 401: 'nobody', 404: REST },
			200: { secret: IN_ROOM, square: 'roomAdmin', dm: 'member roomAdmin' }[name],
		},
		ask: (asker, cast) => statusOf(asker, asker.browser.get(`/api/readers/${cast[name]}`)),
	})),
	post('/api/photo', 'one’s own, which there is none of', () => ({ photo: null }), ANYBODY),
	{
		...{ of: 'GET /api/photos/[hash]', what: 'of somebody of the organisation' },
		answers: { 401: 'nobody', 404: 'stranger', 200: REST },
		async ask(asker, { app, organisation }) {
			const hash = 'ab'.repeat(32);
			await app.stored.sql`
				insert into photos (organisation, hash, type, bytes)
				values (${organisation}, ${hash}, 'image/webp', ${Buffer.from(CANARY)}) on conflict do nothing`;
			return statusOf(asker, asker.browser.get(`/api/photos/${hash}`));
		},
	},
	get('/api/audit', { 401: 'nobody', 200: `stranger ${AUDITORS}`, 404: REST }),
	get('/api/audit/alerts', { 401: 'nobody', 200: `stranger ${AUDITORS}`, 404: REST }),
	post('/api/audit/log', 'one’s own organisation’s', () => ({}), {
		...{ 401: 'nobody', 200: `stranger ${AUDITORS}`, 404: REST },
	}),
	audit('a private room', ({ secret }) => secret, '', { 200: 'AUDITOR', 403: 'OWNER ADMIN' }),
	audit('a private room, with a reason', ({ secret }) => secret, 'A complaint.', {
		200: 'OWNER ADMIN AUDITOR',
	}),
	audit('a direct message', ({ dm }) => dm, '', { 200: 'AUDITOR', 403: 'OWNER ADMIN' }),
	audit('a public channel', ({ square }) => square, '', { 200: AUDITORS }),
	audit('what does not exist', () => newId(), 'A complaint.', {}),
	evidence('of a private room', ({ secret }) => secret),
	evidence('of a public channel', ({ square }) => square),
	// What it runs has rows of its own.
	post('/api/commands', 'what is none', () => ({ kind: 'server.stop' }), ANYBODY),
];
