/** An organisation whose log has something of every kind, written by the real functions and the real relay: for what reads logs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientIdOf } from '../../src/lib/domain/client-id.ts';
import type { ConversationEvent } from '../../src/lib/domain/events.ts';
import { conversationDocument } from '../../src/lib/protocol/document-name.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { openDatabase, type Database } from '../../src/lib/server/database.ts';
import { registerClient, revokeDevice } from '../../src/lib/server/devices.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { createRelay, type Relay } from '../../sync-server/relay.ts';
import { SILENT } from './relay-server.ts';
import { createGroup, hireStaff, type Colleague } from './staff.ts';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

export interface StoredHistory {
	stored: TestDatabase;
	database: Database;
	relay: Relay;
	/** Where the relay writes down what it erases. */
	erasureFolder: string;
	/** Ada made both groups; Ben is in them; Cleo was removed from the first, and has lost a device. */
	staff: [ada: Colleague, ben: Colleague, cleo: Colleague];
	/** Its rows: 6 and more, with an edit, a delete by the moderator and redactions. */
	document: string;
	other: string;
	write(who: Colleague, document: string, ...events: ConversationEvent[]): Promise<void>;
	stop(): Promise<void>;
}

export async function aStoredHistory(): Promise<StoredHistory> {
	const stored = await startTestDatabase();
	const { database, close } = openDatabase(stored.serviceUrl);
	const erasureFolder = mkdtempSync(join(tmpdir(), 'parley-erasures-'));
	const relay = await createRelay({
		databaseUrl: stored.serviceUrl,
		origins: [],
		log: SILENT,
		erasureFolder,
	});
	const staff = (await hireStaff(database, 3)) as StoredHistory['staff'];
	const [ada, ben, cleo] = staff;
	const document = conversationDocument(await createGroup(database, staff), 0);
	const other = conversationDocument(await createGroup(database, staff), 0);
	const write: StoredHistory['write'] = async (who, to, ...events) => {
		const speaker = { ...who, session: null };
		const client = clientIdOf(who.device, 0);
		const outcome = await relay.submit({ document: to, speaker, client, events });
		if (!outcome.ok) throw new Error(outcome.code);
	};

	await relay.drainOutbox();
	await write(ada, document, message('The van is booked.'), message('It leaves at eight.'));
	await write(ben, document, message('At nine, surely?'));
	await write(ada, document, { k: 'e', at: 2, of: [clientIdOf(ada.device, 0), 1], b: 'It leaves at nine.' });
	await write(cleo, document, message('Whose van?'), message('Mine is sold.'));
	await write(ben, document, { k: 'r', at: 3, of: [clientIdOf(cleo.device, 0), 0], e: '🚐', on: true });
	const goes = [clientIdOf(cleo.device, 0), 1] as const;
	await write(ada, document, { k: 'd', at: 4, of: goes, mod: true });
	await write(ben, other, message('Keys are at the desk.'));
	await write(cleo, other, message('Thank you.'));
	const removal = { id: newId(), at: Date.now(), kind: 'member.remove', user: cleo.user };
	await runCommand(database, ada, { ...removal, conversation: document.split('/')[1] });
	const { organisation, user } = cleo;
	const lost = await database.transaction((tx) => registerClient(tx, { organisation, user }, 'Lost'));
	await database.transaction((tx) => revokeDevice(tx, user, lost.device));
	await relay.drainOutbox();
	await write(ben, document, message('Done.'));

	return {
		stored,
		database,
		relay,
		erasureFolder,
		staff,
		document,
		other,
		write,
		async stop() {
			await relay.close();
			await close();
			await stored.stop();
			rmSync(erasureFolder, { recursive: true });
		},
	};
}

function message(b: string): ConversationEvent {
	return { k: 'm', at: 1, b };
}
