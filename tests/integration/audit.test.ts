/** What the server gives to whoever audits (SPEC L13): to whom, recorded, and in a form that proves itself. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { directMessageId } from '#lib/domain/conversation-id.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { textOf } from '#lib/domain/text-document.ts';
import { draftsDocument, internalDocument } from '#lib/protocol/document-name.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import type { AuditedConversation, OrganisationRecord } from '#lib/protocol/audit.ts';
import { hideLeaves } from '#lib/protocol/evidence/disclosed-row.ts';
import {
	decodeEvidence,
	encodeRows,
	type Evidence,
	type EvidenceHead,
} from '#lib/protocol/evidence/evidence-stream.ts';
import type { SignedCheckpoint } from '#lib/protocol/evidence/signed-checkpoints.ts';
import { verifyEvidence, type EvidenceCrypto } from '#lib/protocol/evidence/verify-evidence.ts';
import type { Role } from '#lib/protocol/workspace.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { registerClient } from '../../src/lib/server/devices.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { Checkpoints } from '../../sync-server/checkpoints.ts';
import { systemClock } from '../../sync-server/ports.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { openServerKeys } from '../../sync-server/server-keys.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import type { Browser } from '../support/browser.ts';
import { anOrganisation, aPerson, signedIn, type TestPerson } from '../support/organisation.ts';
import { SILENT } from '../support/relay-server.ts';
import { StockReplica } from '../support/stock-replica.ts';
import { until } from '../support/until.ts';
import { hireStaff, type Colleague } from '../support/staff.ts';
import { startWebApplication, type WebApplication } from '../support/web-application.ts';

const ROLES = ['OWNER', 'ADMIN', 'SUPERVISOR', 'AGENT', 'MEMBER', 'READER', 'AUDITOR'] as const;
const NOTHING = 'There is nothing here, or it is not shared with you.';

let app: WebApplication;
let relay: Relay;
let checkpoints: Checkpoints;
let folder: string;
let ada: Colleague;
let ben: Colleague;
let group: string;
let channel: string;
let dm: string;
/** In the group, of the staff. */
let agentUser: string;
const people = {} as Record<Role, TestPerson>;
const browsers = {} as Record<Role, Browser>;

const CRYPTO: EvidenceCrypto = {
	sha256: (bytes) => createHash('sha256').update(bytes).digest(),
	async verify(spki, bytes, signature) {
		const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
		return verify(null, bytes, key, signature);
	},
};

beforeAll(async () => {
	app = await startWebApplication();
	folder = mkdtempSync(join(tmpdir(), 'parley-audit-'));
	const keys = openServerKeys(join(folder, 'keys'));
	app.configure({ keys: { current: keys.current, retired: keys.retired } });
	checkpoints = new Checkpoints(app.stored.sql, keys, join(folder, 'checkpoints'), systemClock, SILENT);
	relay = await createRelay({ databaseUrl: app.stored.serviceUrl, origins: [], log: SILENT });
	[ada, ben] = (await hireStaff(app.database, 2)) as [Colleague, Colleague];
	for (const role of ROLES) {
		people[role] = await aPerson(app, ada.organisation, role);
		browsers[role] = await signedIn(app, people[role]);
	}
	group = await create({ type: 'room', visibility: 'private', channel: false, name: 'Winter appeal' });
	channel = await create({ type: 'room', visibility: 'public', channel: true, name: 'field' });
	dm = await create({ type: 'dm', visibility: 'private', channel: false, name: '' });
	await relay.drainOutbox();
	await write(
		ada,
		group,
		{ k: 'm', at: 1, b: 'The van is booked.' },
		{ k: 'm', at: 1, b: 'It leaves at 8.' },
	);
	await write(ben, group, { k: 'm', at: 2, b: 'I would not tell them.' });
	await write(ada, group, { k: 'e', at: 3, of: [clientIdOf(ada.device, 0), 1], b: 'It leaves at 9.' });
	await checkpoints.make();
	await write(ben, group, { k: 'd', at: 4, of: [clientIdOf(ben.device, 0), 0] });
	await amongStaff();
	await checkpoints.make();
	await write(ada, group, { k: 'm', at: 5, b: 'After the checkpoint.' });
});
afterAll(async () => {
	await relay.close();
	await app.stop();
	rmSync(folder, { recursive: true });
});

/** A remark that only staff see, by somebody of theirs in the group; and notes of the same. */
async function amongStaff(): Promise<void> {
	const { organisation } = ada;
	const { id: user } = await aPerson(app, organisation, 'AGENT');
	agentUser = user;
	const client = await app.database.transaction((tx) => registerClient(tx, { organisation, user }, 'Desk'));
	const agent = { organisation, user, role: 'AGENT' as const, ...client };
	const adding = { id: newId(), at: Date.now(), kind: 'member.add', conversation: group, user };
	expect(await runCommand(app.database, ada, adding)).toEqual({ ok: true });
	await relay.drainOutbox();
	await writeTo(agent, internalDocument(group, 0), { k: 'm', at: 1, b: 'Between ourselves.' });
	const server = createServer((_request, response) => response.writeHead(404).end());
	server.on('upgrade', relay.handleUpgrade);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const notes = new StockReplica({ url }, { ...agent, id: user }, `d/${group}/notes`, 900);
	const drafts = new StockReplica({ url }, { ...agent, id: user }, draftsDocument(user), 901);
	await until(() => notes.provider.synced && drafts.provider.synced);
	textOf(notes.doc, TEXT_ROOT).insert(0, 'Ring the garage.');
	textOf(drafts.doc, group).insert(0, 'Half a thought');
	const rows = () => app.stored.sql`select 1 from log_rows where kind = 'text'`;
	await until(async () => (await rows()).length === 2);
	for (const replica of [notes, drafts]) replica.destroy();
	server.closeAllConnections();
	server.close();
}

async function create(room: { type: string; visibility: string; channel: boolean; name: string }) {
	const conversation = room.type === 'dm' ? directMessageId(ada.organisation, ada.user, ben.user) : newId();
	const command = { id: newId(), at: Date.now(), kind: 'conversation.create', conversation, topic: '' };
	const outcome = await runCommand(app.database, ada, { ...command, ...room, members: [ben.user] });
	expect(outcome).toEqual({ ok: true });
	return conversation;
}

function write(who: Colleague, conversation: string, ...events: ConversationEvent[]): Promise<void> {
	return writeTo(who, `c/${conversation}/0`, ...events);
}

async function writeTo(who: Colleague, document: string, ...events: ConversationEvent[]): Promise<void> {
	const speaker = { ...who, session: null };
	const client = clientIdOf(who.device, 0);
	const outcome = await relay.submit({ document, speaker, client, events });
	expect(outcome).toMatchObject({ ok: true });
}

const ask = (role: Role, conversation: string, reason?: string) =>
	browsers[role].post(`/api/audit/${conversation}`, reason === undefined ? {} : { reason });

async function readAs(role: Role, conversation: string, reason?: string): Promise<Evidence> {
	const response = await ask(role, conversation, reason);
	expect(response.status).toBe(200);
	return decodeEvidence(new Uint8Array(await response.arrayBuffer()));
}

/** As the owner of the database, with the triggers off; undone afterwards. */
async function tampered(
	change: (sql: WebApplication['stored']['sql']) => Promise<unknown>,
	look: () => Promise<void>,
) {
	const { sql } = app.stored;
	for (const table of ['log_rows', 'log_payloads', 'document_heads'])
		await sql`create table ${sql(`kept_${table}`)} as table ${sql(table)}`;
	try {
		await sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await change(tx as unknown as typeof sql);
		});
		await look();
	} finally {
		await sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			for (const table of ['log_rows', 'log_payloads', 'document_heads']) {
				await tx`delete from ${tx(table)} where document = ${`c/${group}/0`}`;
				await tx`insert into ${tx(table)} select * from ${tx(`kept_${table}`)} where document = ${`c/${group}/0`}`;
				await tx`drop table ${tx(`kept_${table}`)}`;
			}
		});
	}
}

describe('[K08] who may', () => {
	const cases: [what: string, id: () => string, reason: string | undefined, may: string][] = [
		['a public channel', () => channel, undefined, 'OWNER ADMIN SUPERVISOR AUDITOR'],
		['a private group that one is not in', () => group, undefined, 'AUDITOR'],
		['a private group, with a reason', () => group, 'A complaint', 'OWNER ADMIN AUDITOR'],
		['a direct message', () => dm, undefined, 'AUDITOR'],
		['a direct message, with a reason', () => dm, 'A complaint', 'OWNER ADMIN AUDITOR'],
		['what does not exist', newId, 'A complaint', ''],
		['no id at all', () => 'x', 'A complaint', ''],
	];
	test.each(cases)('%s', async (_what, id, reason, may) => {
		const answers = new Map<string, number>();
		for (const role of ROLES) {
			const response = await ask(role, id(), reason);
			answers.set(role, response.status);
			if (response.status === 404) expect(await response.json()).toMatchObject({ message: NOTHING });
			else await response.arrayBuffer();
		}
		expect(ROLES.filter((role) => answers.get(role) === 200).join(' ')).toBe(may);
		// Only who might with a reason learns that it is there.
		const told = ROLES.filter((role) => answers.get(role) === 403);
		expect(told.every((role) => role === 'OWNER' || role === 'ADMIN')).toBe(true);
		expect(told.length).toBe(reason === undefined && may === 'AUDITOR' ? 2 : 0);
	});

	test('nobody of another organisation, whatever his role', async () => {
		const stranger = await anOrganisation(app, 'Elsewhere');
		const browser = await signedIn(app, stranger);
		const response = await browser.post(`/api/audit/${group}`, { reason: 'A complaint' });
		expect(response.status).toBe(404);
		expect(JSON.stringify(await (await browser.get('/api/audit')).json())).not.toContain(group);
	});

	test('the list names what is in scope, and of the rest only who is in it', async () => {
		const list = async (role: Role) =>
			(await browsers[role].get('/api/audit')).json() as Promise<AuditedConversation[]>;
		const find = async (role: Role, id: string) => (await list(role)).find((each) => each.id === id);
		expect(await find('AUDITOR', group)).toMatchObject({ name: 'Winter appeal', needsReason: false });
		expect(await find('OWNER', group)).toMatchObject({ name: '', needsReason: true });
		expect((await find('OWNER', group))?.members.sort()).toEqual([ada.user, ben.user, agentUser].sort());
		expect(await find('SUPERVISOR', group)).toBeUndefined();
		expect(await find('SUPERVISOR', channel)).toMatchObject({ name: 'field', needsReason: false });
		for (const role of ['AGENT', 'MEMBER', 'READER'] as const)
			expect((await browsers[role].get('/api/audit')).status).toBe(404);
	});

	test('the organisation’s record: whole, or what was refused, or nothing', async () => {
		for (const role of ROLES) {
			const response = await browsers[role].post('/api/audit/log', {});
			const alerts = await browsers[role].get('/api/audit/alerts');
			const sees = ['OWNER', 'ADMIN', 'AUDITOR', 'SUPERVISOR'].includes(role);
			expect([response.status, alerts.status]).toEqual(sees ? [200, 200] : [404, 404]);
			if (role !== 'SUPERVISOR') continue;
			const { entries } = (await response.json()) as OrganisationRecord;
			expect(entries.filter(({ of }) => of !== 'refusal')).toEqual([]);
		}
	});
});

describe('[L13] the rows', () => {
	test('are all there, and prove themselves without the server', async () => {
		const evidence = await readAs('AUDITOR', group);
		const verdict = await verifyEvidence(evidence, CRYPTO);
		const { rows } = evidence.head.organisation;
		expect(verdict.organisation).toEqual({ fault: null, rows, notProved: [], untagged: 0 });
		expect(verdict.checkpoints).toMatchObject({ newest: { number: 2 }, checked: 2, leftOut: 0, fault: null });
		const [document] = verdict.documents;
		const own = evidence.rows.filter((row) => row.document === `c/${group}/0`);
		expect(document).toMatchObject({
			fault: null,
			proven: own.length,
			signed: own.length - 1,
		});
		expect(evidence.head).toMatchObject({
			documents: [{ document: `c/${group}/0`, rows: verdict.documents[0]!.proven }, {}, {}],
		});
		expect(evidence.head.checkpoints).toMatchObject([
			{ number: 1, stands: [{ rows: 6 }] },
			{ number: 2, stands: [{ rows: own.length - 1 }, {}, {}] },
		]);
	});

	test('hide the facts about everybody else, and still prove the log', async () => {
		const evidence = await readAs('AUDITOR', group);
		const shown = JSON.stringify(
			evidence.organisation.map(({ leaves }) => leaves),
			(_key, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
		);
		for (const id of [people.MEMBER.id, people.READER.id, channel, dm]) expect(shown).not.toContain(id);
		expect(shown).toContain(ada.user);
		expect(JSON.stringify(evidence.head)).not.toContain(people.MEMBER.id);
	});

	test('[X1, X2] have what staff wrote among themselves, judged like the rest, and nobody’s own drafts', async () => {
		const evidence = await readAs('AUDITOR', group);
		const verdict = await verifyEvidence(evidence, CRYPTO);
		expect(verdict.documents.map(({ document, fault, proven }) => [document[0], fault, proven > 0])).toEqual([
			['c', null, true],
			['i', null, true],
			['d', null, true],
		]);
		const text = Buffer.from(encodeRows(evidence.rows)).toString('latin1');
		expect(text).toContain('Between ourselves.');
		expect(text).toContain('Ring the garage.');
		expect(text).not.toContain('Half a thought');
	});

	test('[E4] name whom a hidden fact is about', async () => {
		const evidence = await readAs('AUDITOR', group);
		const hidden = evidence.organisation.map((row) =>
			row.kind === 'membership' ? hideLeaves(CRYPTO.sha256, row, () => false) : row,
		);
		const verdict = await verifyEvidence({ ...evidence, organisation: hidden }, CRYPTO);
		expect(verdict.organisation.fault?.words).toBe(`it holds back a fact about conversation ${group}`);
	});

	test('[L9, L10] are judged by each checkpoint, whose signature and key are their own', async () => {
		const evidence = await readAs('AUDITOR', group);
		const faultOf = async (change: (head: EvidenceHead) => EvidenceHead) =>
			(await verifyEvidence({ ...evidence, head: change(structuredClone(evidence.head)) }, CRYPTO))
				.checkpoints.fault;
		const changed = (number: number, change: (one: SignedCheckpoint) => void) => (head: EvidenceHead) => {
			change(head.checkpoints.find((one) => one.number === number)!);
			return head;
		};
		expect(await faultOf(changed(1, (one) => (one.body = one.body.replace(/"at":\d/, '"at":9'))))).toEqual({
			number: 1,
			words: 'its signature is not valid',
		});
		expect(await faultOf(changed(1, ({ stands }) => (stands[0]!.rows = 3)))).toEqual({
			number: 1,
			words: `c/${group}/0 does not stand under its root`,
		});
		const retired = [{ key: evidence.head.keys!.current, signature: '' }];
		expect(await faultOf((head) => ({ ...head, keys: { ...head.keys!, retired } }))).toEqual({
			number: null,
			words: 'a retired key is not one of the server that signs now',
		});
	});

	test('say what was deleted and what was edited', async () => {
		const { rows } = await readAs('AUDITOR', group);
		const bytes = rows.flatMap(({ leaves }) =>
			leaves.map((leaf) => ('bytes' in leaf ? leaf.bytes : new Uint8Array())),
		);
		const text = Buffer.concat(bytes).toString('utf8');
		for (const said of ['I would not tell them.', 'It leaves at 8.', 'It leaves at 9.'])
			expect(text).toContain(said);
	});

	test('a changed, removed or exchanged row is named', async () => {
		const document = `c/${group}/0`;
		const faultAfter = async (change: Parameters<typeof tampered>[0]) => {
			let found: unknown;
			await tampered(change, async () => {
				const verdict = await verifyEvidence(await readAs('AUDITOR', group), CRYPTO);
				found = verdict.documents[0]?.fault;
			});
			return found;
		};
		expect(
			await faultAfter(
				(sql) =>
					sql`update log_rows set user_id = ${people.MEMBER.id} where document = ${document} and seq = 3`,
			),
		).toMatchObject({ row: 3, words: 'its hash is not that of its fields' });
		expect(
			await faultAfter(
				(sql) => sql`
					update log_payloads set payload = set_byte(payload, length(payload) - 2, 120)
					where document = ${document} and seq = 3`,
			),
		).toMatchObject({ row: 3, words: 'its payload is not the one that was sealed' });
		expect(
			await faultAfter((sql) => sql`delete from log_rows where document = ${document} and seq = 3`),
		).toMatchObject({ row: 3, breaksChain: true });
		expect(
			await faultAfter(async (sql) => {
				await sql`delete from log_rows where document = ${document} and seq >= 5`;
				await sql`update document_heads set seq = 5 where document = ${document}`;
			}),
		).toMatchObject({
			row: 5,
			breaksChain: true,
			words: expect.stringContaining('checkpoint 2 has signed'),
		});
		expect(
			await faultAfter(
				(sql) => sql`update log_rows set prev = hash where document = ${document} and seq = 4`,
			),
		).toMatchObject({ row: 4, breaksChain: true });
	});
});

describe('[K08] every look is recorded', () => {
	test('with who, what and why; and changes neither read positions nor memberships', async () => {
		const { sql } = app.stored;
		const state = () =>
			sql`select (select count(*) from read_positions)::int as reads, (select count(*) from memberships)::int as members`;
		const before = await state();
		await readAs('ADMIN', dm, 'Complaint 12');
		expect(await state()).toEqual(before);
		const response = await browsers.AUDITOR.post('/api/audit/log', { groups: ['reads'] });
		const { entries } = (await response.json()) as OrganisationRecord;
		expect(entries).toContainEqual(
			expect.objectContaining({
				of: 'log',
				by: people.ADMIN.id,
				fact: { f: 'audit', by: people.ADMIN.id, act: 'read', on: dm, note: 'Complaint 12' },
			}),
		);
		expect(entries[0]).toMatchObject({ by: people.AUDITOR.id, act: 'read-log' });
	});

	test('a look that is refused leaves no row', async () => {
		const { sql } = app.stored;
		const rows = () => sql`select count(*)::int from log_rows where kind = 'audit'`;
		const before = await rows();
		await ask('MEMBER', channel, 'A complaint');
		await ask('OWNER', dm);
		expect(await rows()).toEqual(before);
	});

	test('sign-ins, invitations and roles too, and filters find them', async () => {
		const invited = await browsers.OWNER.submit('/people?/invite', {
			role: 'AUDITOR',
			email: 'new@larkfield.example',
		});
		expect(invited.type).toBe('success');
		const changed = await browsers.OWNER.submit('/people?/role', { user: people.AGENT.id, role: 'MEMBER' });
		expect(changed.type).toBe('success');
		const response = await browsers.AUDITOR.post('/api/audit/log', { person: people.OWNER.id });
		const { entries } = (await response.json()) as OrganisationRecord;
		const acts = entries.flatMap((entry) => (entry.of === 'log' && entry.act ? [entry.act] : []));
		expect(acts).toEqual(expect.arrayContaining(['change-role', 'invite', 'sign-in']));
		expect(entries.every((entry) => entry.by === people.OWNER.id || entry.of === 'log')).toBe(true);
		const commands = await browsers.AUDITOR.post('/api/audit/log', {
			groups: ['commands'],
			person: ada.user,
		});
		const listed = ((await commands.json()) as OrganisationRecord).entries;
		expect(listed.length).toBeGreaterThanOrEqual(3);
		expect(listed.every(({ of }) => of === 'command')).toBe(true);
	});

	test('and the log is still what every rule says', async () => {
		const { findings } = await verifyLog(app.stored.sql);
		expect(findings).toEqual([]);
	});
});
