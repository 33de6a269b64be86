/** SPEC E9: who exports, over HTTP, and what is recorded of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '#lib/protocol/workspace.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { aClient, anOrganisation, aPerson } from '../support/organisation.ts';
import { unpack } from '../support/pack-files.ts';
import { startWebApplication, type WebApplication } from '../support/web-application.ts';

let app: WebApplication;
beforeAll(async () => {
	app = await startWebApplication();
});
afterAll(() => app.stop());

type Client = Awaited<ReturnType<typeof aClient>>;

async function aGroup(client: Client): Promise<string> {
	const conversation = newId();
	const answer = await client.post('/api/commands', {
		id: newId(),
		at: 1,
		kind: 'conversation.create',
		conversation,
		type: 'room',
		visibility: 'private',
		channel: false,
		name: 'Rota',
		topic: '',
		members: [],
	});
	expect(answer.status).toBe(200);
	return conversation;
}

const wish = { from: null, until: null, reason: 'A complaint.' };

test('[E9] owners and auditors export, with a reason, and the record stands before the first byte', async () => {
	const owner = await anOrganisation(app);
	const signed = await aClient(app, owner);
	const conversation = await aGroup(signed);
	for (const role of ROLES) {
		const client = await aClient(app, await aPerson(app, owner.organisation, role));
		const answer = await client.post('/api/evidence', { conversations: [conversation], ...wish });
		expect([role, answer.status]).toEqual([role, role === 'OWNER' || role === 'AUDITOR' ? 200 : 404]);
		await answer.arrayBuffer();
	}
	const answer = await signed.post('/api/evidence', { conversations: [conversation], ...wish });
	expect(answer.headers.get('content-type')).toBe('application/zip');
	expect(answer.headers.get('content-disposition')).toMatch(/parley-evidence-\d{4}-\d\d-\d\d\.zip/);
	const content = await unpack(new Uint8Array(await answer.arrayBuffer()));
	const manifest = JSON.parse(content.get('evidence.json')!) as { reason: string; facts: number };
	expect(manifest.reason).toBe('A complaint.');
	expect(content.get('verify.mjs')).toContain('createHash');
	expect(content.get('verify.html')).toContain('Content-Security-Policy');
	const log = `o/${owner.organisation}`;
	const [last] = await app.stored.sql<{ kind: string; seq: number; said: boolean }[]>`
		select r.kind, r.seq::int, position('A complaint.'::bytea in p.payload) > 0 as said
		from log_rows r join log_payloads p using (document, seq) where document = ${log} order by seq desc limit 1`;
	// The pack ends with the record of itself.
	expect(last).toEqual({ kind: 'audit', seq: manifest.facts - 1, said: true });
});

test('[E9] without a reason, of nothing, or of another organisation: nothing, and no record', async () => {
	const owner = await aClient(app, await anOrganisation(app));
	const stranger = await aClient(app, await anOrganisation(app, 'Second Trust'));
	const conversation = await aGroup(owner);
	const rows = async () =>
		(await app.stored.sql`select 1 from log_rows where kind = 'audit' and document like 'o/%'`).length;
	const before = await rows();
	const post = async (client: Client, body: object) => (await client.post('/api/evidence', body)).status;
	expect(await post(stranger, { conversations: [conversation], ...wish })).toBe(404);
	expect(await post(owner, { conversations: [newId()], ...wish })).toBe(404);
	expect(await post(owner, { conversations: [conversation], ...wish, reason: ' ' })).toBe(400);
	expect(await post(owner, { conversations: [], ...wish })).toBe(400);
	expect(await post(owner, { conversations: [conversation], ...wish, from: -1 })).toBe(400);
	expect(await rows()).toBe(before);
});
