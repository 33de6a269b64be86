/** A long conversation in Parley: by the relay's own way for what comes without a socket, so by the same rules, each message a row of its own. */
import pino from 'pino';
import { clientIdOf, deviceOf } from '#lib/domain/client-id.ts';
import { conversationDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { connect } from '../../drizzle/connect.ts';
import { createRelay } from '../../sync-server/relay.ts';
import { aMessage } from '../core/conversation.ts';
import type { Place } from './bench-client.ts';
import type { Contender } from './contenders.ts';

/** Of one append: each of fifty writers ten. */
const BATCH = 500;
/** A session of their devices that no other row uses. */
const FIRST_SESSION = 10_000;

/** Returns the documents of its volumes, the newest last. */
export async function fillParley(
	{ databaseUrl, staff }: Pick<Contender, 'databaseUrl' | 'staff'>,
	places: readonly Pick<Place, 'document' | 'client'>[],
	messages: number,
): Promise<string[]> {
	const { conversation } = parseDocumentName(places[0]!.document)!;
	const members = places.map(({ client }) => staff.find(({ device }) => device === deviceOf(client))!);
	const relay = await createRelay({ databaseUrl, origins: [], log: pino({ level: 'silent' }) });
	const sql = connect(databaseUrl, { max: 1 });
	let volume = 0;
	try {
		for (let sent = 0; sent < messages; sent += BATCH) {
			const document = conversationDocument(conversation, volume);
			const batch = Array.from({ length: Math.min(BATCH, messages - sent) }, (_, i) => sent + i);
			await Promise.all(
				batch.map(async (number) => {
					const { organisation, user, device } = members[number % members.length]!;
					const outcome = await relay.submit({
						document,
						speaker: { organisation, user, role: 'MEMBER', session: null, device },
						client: clientIdOf(device, FIRST_SESSION + volume),
						events: [aMessage(number)],
						receivedAt: aMessage(number).at,
					});
					if (!outcome.ok) throw new Error(`A message was refused: ${outcome.code}`);
				}),
			);
			const [row] = await sql<
				{ volume: number }[]
			>`select volume from conversations where id = ${conversation}`;
			volume = row!.volume;
		}
	} finally {
		await sql.end({ timeout: 1 });
		await relay.close();
	}
	return Array.from({ length: volume + 1 }, (_, i) => conversationDocument(conversation, i));
}
