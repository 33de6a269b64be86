/** A long conversation in Parley: by the relay's own way for what comes without a socket, so by the same rules, each message a row of its own. */
import pino from 'pino';
import { clientIdOf, deviceOf } from '#lib/domain/client-id.ts';
import type { MessageEvent } from '#lib/domain/events.ts';
import { conversationDocument, parseDocumentName } from '#lib/protocol/document-name.ts';
import { connect } from '../../drizzle/connect.ts';
import { createRelay } from '../../sync-server/relay.ts';
import type { Colleague } from '../../tests/support/staff.ts';
import { aMessage } from '../core/conversation.ts';
import type { Place } from './bench-client.ts';
import type { Contender } from './contenders.ts';

/** Of one append: each of fifty writers ten. */
const BATCH = 500;
/** A session of their devices that no other row uses. */
const FIRST_SESSION = 10_000;

type Writer = Pick<Colleague, 'organisation' | 'user' | 'device'>;

/** A relay without a socket that writes as whoever it is told. */
export async function openFiller(databaseUrl: string) {
	const relay = await createRelay({ databaseUrl, origins: [], log: pino({ level: 'silent' }) });
	const sql = connect(databaseUrl, { max: 1 });
	const volumeOf = async (conversation: string): Promise<number> => {
		const [row] = await sql<
			{ volume: number }[]
		>`select volume from conversations where id = ${conversation}`;
		return row!.volume;
	};

	/** One message into the volume that is open now. */
	async function say(writer: Writer, conversation: string, volume: number, event: MessageEvent) {
		const { organisation, user, device } = writer;
		const outcome = await relay.submit({
			document: conversationDocument(conversation, volume),
			speaker: { organisation, user, role: 'MEMBER', session: null, device },
			client: clientIdOf(device, FIRST_SESSION + volume),
			events: [event],
			receivedAt: event.at,
		});
		if (!outcome.ok) throw new Error(`A message was refused: ${outcome.code}`);
	}

	return {
		say,
		volumeOf,
		/** `count` messages by these members in turn. Returns the number of the newest volume. */
		async fill(
			conversation: string,
			members: readonly Writer[],
			count: number,
			messageOf: (number: number) => MessageEvent = aMessage,
		): Promise<number> {
			let volume = 0;
			for (let sent = 0; sent < count; sent += BATCH) {
				const batch = Array.from({ length: Math.min(BATCH, count - sent) }, (_, i) => sent + i);
				await Promise.all(
					batch.map((number) =>
						say(members[number % members.length]!, conversation, volume, messageOf(number)),
					),
				);
				volume = await volumeOf(conversation);
			}
			return volume;
		},
		async close() {
			await sql.end({ timeout: 1 });
			await relay.close();
		},
	};
}

/** Returns the documents of its volumes, the newest last. */
export async function fillParley(
	{ databaseUrl, staff }: Pick<Contender, 'databaseUrl' | 'staff'>,
	places: readonly Pick<Place, 'document' | 'client'>[],
	messages: number,
): Promise<string[]> {
	const { conversation } = parseDocumentName(places[0]!.document)!;
	const members = places.map(({ client }) => staff.find(({ device }) => device === deviceOf(client))!);
	const filler = await openFiller(databaseUrl);
	try {
		const newest = await filler.fill(conversation, members, messages);
		return Array.from({ length: newest + 1 }, (_, i) => conversationDocument(conversation, i));
	} finally {
		await filler.close();
	}
}
