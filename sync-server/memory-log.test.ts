import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testLogContract } from '../tests/support/log-contract.ts';
import { MemoryLog } from './memory-log.ts';
import { MemoryTables } from './memory-tables.ts';

testLogContract('memory', async () => {
	const tables = new MemoryTables();
	const organisation = randomUUID();
	let last = 1000;
	return {
		log: new MemoryLog(tables, randomBytes),
		organisation,
		async addConversation() {
			const [conversation, user, device] = [randomUUID(), randomUUID(), ++last];
			tables.allow(organisation, conversation, user);
			tables.leaseTo(user, device);
			return { conversation, user, device };
		},
		removeMember: async (conversation, user) => tables.forbid(conversation, user),
		revoke: async (device) => tables.revoke(device),
		async addToOutbox() {
			tables.outbox.add(++last);
			return last;
		},
		volumeOf: async (conversation) => tables.volumeOf(conversation),
	};
});

test('[D7] no epoch is begun twice: not by two restores of one backup, nor in documents that it does not know', async () => {
	const log = new MemoryLog(new MemoryTables(), randomBytes);
	await log.beginEpoch('c/a/0', 1);
	const backup = log.snapshot();
	await log.beginEpoch('c/b/0', 1);
	const begun = [2];
	for (const now of [2, 3, Date.UTC(2026, 6, 1), Date.UTC(2026, 6, 2)]) {
		log.restore(backup);
		expect(log.documents()).toEqual(['c/a/0']);
		await log.beginEpochs(now);
		const { epoch } = await log.head('c/a/0');
		expect(epoch).toBeGreaterThan(begun.at(-1)!);
		begun.push(epoch);
		const documents = [{ document: 'c/b/0', organisation: '' }];
		await log.append({ documents, rights: [], devices: [], outbox: [] }, (locked) => {
			expect(locked.firstEpoch).toBe(epoch);
			return { rows: [], heads: [], volumes: [], outbox: [] };
		});
	}
	expect(begun).toEqual([2, 3, 4, 1086, 1092]);
});
