/** One device's words through two relays at once: what either knows of a document may be a moment old. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSyncMessage } from 'y-protocols/sync';
import * as Y from 'yjs';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { PostgresLog } from '../../sync-server/postgres-log.ts';
import { decodePayload, firstBrokenRow } from '../../sync-server/row.ts';
import { RawClient } from '../support/raw-client.ts';
import { RelayServer, until, type TestUser } from '../support/relay-server.ts';
import { append, frame, message, raw, stateVector, SYNC, syncMessage } from './bytes.ts';

const EPOCH = 1;

let one: RelayServer;
let other: RelayServer;
let ada: TestUser;

beforeAll(async () => {
	one = await RelayServer.start();
	other = await RelayServer.beside(one);
	ada = await one.addUser();
});
afterAll(async () => {
	await other.stopRelay();
	await one.stop();
});

/** A socket to each relay, with the document open and exchanged. */
async function connect(document: string): Promise<[RawClient, RawClient]> {
	const clients = [one, other].map((server) => RawClient.multiplexed(server, ada)) as [RawClient, RawClient];
	for (const client of clients) {
		await until(() => client.isOpen);
		client.open(1, document);
		await until(() => client.framesOf('data').length > 0);
		client.send(frame(1, 1, syncMessage(SYNC.step1, stateVector())));
		client.send(frame(1, 1, syncMessage(SYNC.step2, raw(0, 0))));
		await until(() => client.framesOf('data').length > 1);
	}
	return clients;
}

async function rowsOf(document: string): Promise<[kind: string, clock: number, length: number][]> {
	const rows = [...(await new PostgresLog(one.sql).audit(document))];
	expect(firstBrokenRow(rows)).toBe(null);
	return rows.slice(1).map(({ kind, payload }) => {
		const { run } = decodePayload(payload);
		return [kind, run?.clock ?? -1, run?.length ?? 0];
	});
}

/** How many entries of the ledger the client was told. */
function ledgerLength(client: RawClient): number {
	const doc = new Y.Doc();
	for (const { message } of client.framesOf('data')) {
		const decoder = decoding.createDecoder(message);
		decoding.readVarUint(decoder);
		readSyncMessage(decoder, encoding.createEncoder(), doc, null);
	}
	return Y.getState(doc.store, EPOCH);
}

const own = (): number => clientIdOf(ada.device, 0);
const refusalsOf = (...clients: RawClient[]): string[] =>
	clients.flatMap((client) => client.framesOf('refusal').map(({ code }) => code));

test('[R10] the same run through both, again and again: committed once, in order, and nobody is refused', async () => {
	const document = await one.addConversation([ada]);
	const clients = await connect(document);
	const rounds = 40;
	for (let clock = 0; clock < rounds; clock++)
		for (const client of clock % 2 ? clients : clients.toReversed())
			client.update(1, append(own(), clock, message(`word ${clock}`)));
	await until(async () => (await rowsOf(document)).reduce((sum, [, , length]) => sum + length, 0) >= rounds);
	const rows = await rowsOf(document);
	expect(new Set(rows.map(([kind]) => kind))).toEqual(new Set(['run']));
	let next = 0;
	for (const [, clock, length] of rows) {
		expect(clock).toBe(next);
		next += length;
	}
	expect(next).toBe(rounds);
	expect(refusalsOf(...clients)).toEqual([]);
	for (const client of clients) client.stop();
});

test('[R10] each word through another relay than the one before: no gap, no refusal, no tombstone', async () => {
	const document = await one.addConversation([ada]);
	const clients = await connect(document);
	let told = 0;
	for (let clock = 0; clock < 20; clock++) {
		const client = clients[clock % 2]!;
		client.update(1, append(own(), clock, message(`word ${clock}`)));
		// Acknowledged to the one by its ledger, not by a late delivery of the word before; the other may not have heard of it yet.
		await until(() => ledgerLength(client) > told);
		told = ledgerLength(client);
	}
	await until(async () => (await rowsOf(document)).length === 20);
	expect((await rowsOf(document)).map(([kind, clock]) => [kind, clock])).toEqual(
		Array.from({ length: 20 }, (_, clock) => ['run', clock]),
	);
	expect(refusalsOf(...clients)).toEqual([]);
	for (const client of clients) client.stop();
});

test('[R9, R10] a run that is refused through both is one tombstone', async () => {
	const document = await one.addConversation([ada]);
	const clients = await connect(document);
	const bad = append(own(), 0, { k: 'm', at: 'never', b: 'bad' });
	for (const client of clients) client.update(1, bad);
	await until(() => refusalsOf(...clients).length > 0);
	for (const client of clients) client.update(1, append(own(), 1, message('and then this')));
	await until(async () => (await rowsOf(document)).length >= 2);
	expect(await rowsOf(document)).toEqual([
		['refused', 0, 1],
		['run', 1, 1],
	]);
	expect(refusalsOf(...clients)).toEqual(['SCHEMA']);
	for (const client of clients) client.stop();
});
