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

test('[D7] a log that was restored begins new epochs, for documents that the backup does not know too', async () => {
	const log = new MemoryLog(new MemoryTables(), randomBytes);
	await log.beginEpoch('c/a/0', 1);
	const backup = log.snapshot();
	await log.beginEpoch('c/b/0', 1);
	log.restore(backup);
	expect(log.documents()).toEqual(['c/a/0']);
	await log.beginEpochs(2);
	expect((await log.head('c/a/0')).epoch).toBe(3);
	const documents = [{ document: 'c/b/0', organisation: '' }];
	await log.append({ documents, rights: [], devices: [], outbox: [] }, (locked) => {
		expect(locked.firstEpoch).toBe(3);
		return { rows: [], heads: [], volumes: [], outbox: [] };
	});
});
