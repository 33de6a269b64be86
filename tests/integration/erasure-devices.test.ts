/** SPEC G4, G10: devices of the real client that come back after an erasure, with what they wrote meanwhile, and with copies of older volumes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import type { ConversationEvent, EventRef } from '#lib/domain/events.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import { registerClient } from '../../src/lib/server/devices.ts';
import { decideErasure, requestErasure, type ErasureScope } from '../../src/lib/server/erasures.ts';
import { verifyLog } from '../../sync-server/verify-log.ts';
import { ClientOffice, isCurrent } from '../support/client-office.ts';
import type { ClientProfile } from '../support/client-profile.ts';
import { aPerson, type TestPerson } from '../support/organisation.ts';
import { until } from '../support/relay-server.ts';
import type { WebApplication } from '../support/web-application.ts';

const SECRET = 'The diagnosis of Mrs Quill.';

let office: ClientOffice;
let app: WebApplication;
let folder: string;
let owner: TestPerson;
let auditor: TestPerson;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'parley-devices-'));
	office = await ClientOffice.start(({ stored }) => ({
		databaseUrl: stored.serviceUrl,
		erasureFolder: folder,
	}));
	({ app, owner } = office);
	auditor = await aPerson(app, owner.organisation, 'AUDITOR');
});
afterAll(async () => {
	await office.stop();
	rmSync(folder, { recursive: true });
});

const openAt = (profile: ClientProfile) => office.openAt(profile);

async function aGroup() {
	const [annPerson, benPerson] = [
		await aPerson(app, owner.organisation),
		await aPerson(app, owner.organisation),
	];
	const annAt = await office.profileOf(annPerson);
	const benAt = await office.profileOf(benPerson);
	const [ann, ben] = [await openAt(annAt), await openAt(benAt)];
	await Promise.all([isCurrent(ann), isCurrent(ben)]);
	const group = ann.createGroup({ name: 'Clinic', memberIds: [benPerson.id] });
	if (!group.ok) throw new Error(group.error);
	await isCurrent(ann);
	await until(() => ben.list().some(({ id, creation }) => id === group.id && creation === 'accepted'));
	return { ann, ben, annAt, benAt, annPerson, id: group.id };
}

function bodies(conversation: Conversation): string[] {
	return conversation.items().flatMap((item) => (item.kind === 'message' ? [item.body] : []));
}

async function say(conversation: Conversation, body: string): Promise<EventRef> {
	expect(await conversation.sendMessage({ body })).toMatchObject({ ok: true });
	const item = conversation.items().find((each) => each.body === body)!;
	return [item.client, item.clock];
}

async function erase(scope: ErasureScope): Promise<void> {
	const subject = ({ id: user, organisation, role }: TestPerson) => ({ user, organisation, role });
	const grounds = { reason: 'Sent by mistake.', reference: 'DSAR 9' };
	await app.database.transaction(async (tx) => {
		const asked = await requestErasure(tx, subject(owner), { scope, ...grounds });
		if (!asked.ok) throw new Error(asked.words);
		expect(await decideErasure(tx, subject(auditor), asked.number, true)).toMatchObject({ ok: true });
	});
	await office.relay.carryOutErasures();
}

/** Everything that a profile keeps on its disk, as text. */
async function onDisk(profile: ClientProfile): Promise<string> {
	const found: string[] = [];
	const settled = <Value>(request: IDBRequest<Value>) =>
		new Promise<Value>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const text = (value: unknown): string => {
		if (value instanceof Uint8Array || value instanceof ArrayBuffer)
			return Buffer.from(value as Uint8Array).toString('utf8');
		if (value !== null && typeof value === 'object') return Object.values(value).map(text).join(' ');
		return String(value);
	};
	for (const name of await profile.storedNames()) {
		const database = await settled(indexedDB.open(name));
		for (const store of database.objectStoreNames)
			found.push(...(await settled(database.transaction(store).objectStore(store).getAll())).map(text));
		database.close();
	}
	return found.join('\n');
}

test('[G10, D12] the author’s device that edited an erased message meanwhile keeps nothing of it, and no tray does', async () => {
	const { ann, ben, annAt, id } = await aGroup();
	const side = ann.openConversation(id)!;
	const ref = await say(side, SECRET);
	await isCurrent(ann);
	await until(() => bodies(ben.openConversation(id)!).includes(SECRET));
	annAt.setOnline(false);
	await until(() => ann.connection.state === 'offline');
	const item = side.items().find(({ body }) => body === SECRET)!;
	expect(await side.editMessage(item.key, `${SECRET} In the blue folder.`)).toMatchObject({ ok: true });
	await say(side, 'The van is booked.');

	await erase({ kind: 'message', document: conversationDocument(id, 0), ref });
	annAt.setOnline(true);
	// What she wrote beside it arrives; of the other nothing is left, nor offered to be sent again.
	await until(() => bodies(ben.openConversation(id)!).includes('The van is booked.'));
	await isCurrent(ann);
	await until(() => side.items().some(({ erased }) => erased !== null));
	expect(ann.unsent.waiting()).toEqual([]);
	expect(ann.undelivered).toEqual([]);
	expect(bodies(side).join(' ')).not.toContain('Mrs Quill');
	expect(
		side
			.items()
			.flatMap(({ history }) => history.map(({ body }) => body))
			.join(' '),
	).not.toContain('Quill');
	await until(async () => !(await onDisk(annAt)).includes('Mrs Quill'));
	await ann.close();
	const again = await openAt(annAt);
	await until(() => again.list().some((each) => each.id === id) && again.openConversation(id)!.loaded);
	expect(again.unsent.waiting()).toEqual([]);
	expect(bodies(again.openConversation(id)!).join(' ')).not.toContain('Mrs Quill');
	const [left] = await app.stored
		.sql`select 1 from log_payloads where position('Mrs Quill'::bytea in payload) > 0`;
	expect(left).toBeUndefined();
	expect((await verifyLog(app.stored.sql)).findings).toEqual([]);
});

test('[G4] a device whose copy is of a volume that has rolled over loses it there, too', async () => {
	const { ann, ben, benAt, annPerson, id } = await aGroup();
	const ref = await say(ann.openConversation(id)!, SECRET);
	await isCurrent(ann);
	await until(() => bodies(ben.openConversation(id)!).includes(SECRET));
	await isCurrent(ben);
	benAt.setOnline(false);
	await until(() => ben.connection.state === 'offline');
	expect(await onDisk(benAt)).toContain('Mrs Quill');

	const { organisation, id: user } = annPerson;
	const program = await app.database.transaction((tx) =>
		registerClient(tx, { organisation, user }, 'A program'),
	);
	const client = clientIdOf(program.device, 0);
	const speaker = { organisation, user, role: 'MEMBER' as const, device: program.device, session: null };
	const write = async (volume: number, count: number) => {
		const events = Array.from({ length: count }, (): ConversationEvent => ({ k: 'm', at: 1, b: 'x' }));
		return office.relay.submit({ document: conversationDocument(id, volume), speaker, client, events });
	};
	for (let written = 0; written <= LIMITS.volumeEvents; written += 500) if (!(await write(0, 500)).ok) break;
	await until(async () => {
		const [next] = await app.stored.sql`
			select 1 from document_heads where document = ${conversationDocument(id, 1)}`;
		return next !== undefined;
	});
	await erase({ kind: 'message', document: conversationDocument(id, 0), ref });
	benAt.setOnline(true);
	await isCurrent(ben);
	await until(async () => !(await onDisk(benAt)).includes('Mrs Quill'), 60_000);
	expect((await verifyLog(app.stored.sql)).findings).toEqual([]);
});
