import { describe, expect, test } from 'vitest';
import { signedBytes } from '#lib/protocol/receipt.ts';
import { PinnedKeys } from '../../src/lib/client/server-trust.ts';
import { MemoryKeyValue } from '../../src/lib/client/memory-key-value.ts';
import { retiredBytes, successorBytes } from '../../src/lib/protocol/published-keys.ts';
import type { Signer } from '../../sync-server/ports.ts';
import { RelayBench, type TabBench } from '../support/replica-bench.ts';
import { aSigner, trusting, verifies } from '../support/server-signer.ts';
import { until } from '../support/until.ts';

async function twoPeople() {
	const relay = new RelayBench();
	const [ada, ben] = [relay.person('ada'), relay.person('ben')];
	const [a, b] = [ada.tab(), ben.tab()];
	await until(() => a.replica.synced && b.replica.synced);
	return { relay, ada, ben, a, b };
}

const seqs = ({ replica }: TabBench) =>
	replica.receipts!.receipts.map(({ first, rows }) => [first, rows.length]);
const through = ({ replica }: TabBench) => replica.receipts!.through;

describe('what a client keeps', () => {
	test('[P5] receipts of everybody’s rows are on disk, joined, and good after a start', async () => {
		const { relay, ada, a, b } = await twoPeople();
		for (const [before, text] of ['one', 'two', 'three'].entries()) {
			await a.say(text);
			await b.say(`${text}, says ben`);
			await until(() => [a, b].every(({ stored }) => stored.length === 2 * before + 2));
		}
		await until(() => through(a) === 7 && through(b) === 7);
		expect(seqs(a)).toEqual([[0, 7]]);
		await a.replica.idle();
		await a.kill();
		const again = ada.tab();
		await again.replica.whenLoaded;
		expect(seqs(again)).toEqual([[0, 7]]);
		const [receipt] = again.replica.receipts!.receipts;
		const { rows, root } = again.replica.receipts!.prove(receipt!)!;
		expect(rows.map(({ hash }) => hash)).toEqual(
			(await relay.log.audit(relay.document)).map(({ hash }) => hash),
		);
		expect(await trusting(relay.signer).verify(receipt!.key, signedBytes(root), receipt!.signature)).toBe(
			true,
		);
		await Promise.all([again.kill(), b.kill()]);
	});

	test('[P5] nothing that another key has signed', async () => {
		const { relay, a, b } = await twoPeople();
		const heard: boolean[] = [];
		const { receipts } = a.replica;
		const take = receipts!.take.bind(receipts);
		receipts!.take = (bytes, asked) => take(bytes, asked).finally(() => void heard.push(asked));
		const { signer } = relay;
		relay.signer = aSigner();
		await a.say('hello');
		await until(() => heard.includes(true));
		expect(seqs(a)).toEqual([]);
		relay.signer = signer;
		await b.say('hello');
		await until(() => through(a) === 3);
		await Promise.all([a.kill(), b.kill()]);
	});

	test('[P5] the salt of what was deleted is forgotten', async () => {
		const { a, b } = await twoPeople();
		await a.say('a secret');
		await until(() => through(a) === 2 && through(b) === 2);
		const salts = (tab: TabBench) =>
			tab.replica.receipts!.receipts.flatMap(({ rows }) =>
				rows.flatMap(({ kind, leaves }) => (kind === 'run' ? leaves.map(({ salt }) => salt !== null) : [])),
			);
		expect([salts(a), salts(b)]).toEqual([[true], [true]]);
		const { client, clock } = a.replica.items()[0]!;
		await a.replica.write([{ k: 'd', at: 2, of: [client, clock] }]);
		await until(() => through(a) === 4 && through(b) === 4);
		expect([salts(a), salts(b)]).toEqual([
			[false, true],
			[false, true],
		]);
		for (const { replica } of [a, b])
			for (const receipt of replica.receipts!.receipts) expect(replica.receipts!.prove(receipt)).toBeTruthy();
		await Promise.all([a.kill(), b.kill()]);
	});
});

describe('whom a browser trusts', () => {
	const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
	const name = ({ key }: Signer) => base64(key);
	const [first, second, third, thief] = [aSigner(), aSigner(), aSigner(), aSigner()];
	const retired = (one: Signer, next: Signer, current: Signer, by = one) => ({
		key: name(one),
		signature: base64(current.sign(retiredBytes(name(one)))),
		next: base64(by.sign(successorBytes(name(next)))),
	});
	const good = async (keys: PinnedKeys, signer: Signer) => {
		const bytes = Buffer.from('anything');
		return keys.verify(signer.key, bytes, signer.sign(bytes));
	};

	async function pinned(published: () => unknown): Promise<PinnedKeys> {
		let now = 0;
		const store = new MemoryKeyValue();
		const clock = { now: () => (now += 3_600_000), after: () => () => {} };
		const environment = {
			clock,
			verifySignature: async (...signed: Parameters<typeof verifies>) => verifies(...signed),
		};
		const keys = new PinnedKeys({ store, environment, fetchKeys: async () => published() });
		await keys.take({ current: name(first), retired: [] });
		return keys;
	}

	test('[P6] a key that the pinned one names, over any number of rotations, and no other', async () => {
		let published: unknown = { current: name(thief), retired: [] };
		const keys = await pinned(() => published);
		expect(await good(keys, first)).toBe(true);
		expect(await good(keys, thief)).toBe(false);
		// Its thief says that ours was retired, which proves nothing.
		published = { current: name(thief), retired: [retired(first, thief, thief, thief)] };
		expect(await good(keys, thief)).toBe(false);
		published = {
			current: name(third),
			retired: [retired(first, second, third), retired(second, third, third)],
		};
		expect(await good(keys, third)).toBe(true);
		expect(await good(keys, second)).toBe(true);
		expect(await good(keys, thief)).toBe(false);
	});

	test('[L10, P6] who saw only the newest key trusts those that it retired', async () => {
		const published = { current: name(second), retired: [retired(first, second, second)] };
		const store = new MemoryKeyValue();
		const clock = { now: () => 0, after: () => () => {} };
		const environment = {
			clock,
			verifySignature: async (...signed: Parameters<typeof verifies>) => verifies(...signed),
		};
		const keys = new PinnedKeys({ store, environment, fetchKeys: async () => published });
		await keys.take(published);
		expect([await good(keys, first), await good(keys, second), await good(keys, thief)]).toEqual([
			true,
			true,
			false,
		]);
	});
});
