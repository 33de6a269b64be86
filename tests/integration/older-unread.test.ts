/** The first unread message is in a volume that the timeline does not show yet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIdOf } from '#lib/domain/client-id.ts';
import type { ConversationEvent } from '#lib/domain/events.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { LIMITS } from '#lib/protocol/limits.ts';
import type { Conversation } from '../../src/lib/client/conversation.ts';
import { ConversationView } from '../../src/lib/client/conversation-view.svelte.ts';
import { registerClient } from '../../src/lib/server/devices.ts';
import { ClientOffice, isCurrent } from '../support/client-office.ts';
import { aPerson } from '../support/organisation.ts';
import { until } from '../support/relay-server.ts';

let office: ClientOffice;
beforeAll(async () => {
	office = await ClientOffice.start();
});
afterAll(() => office.stop());

test('[A05] the line before what is unread goes back to the first of it, whatever volume that is in', async () => {
	const { app, owner } = office;
	const [writer, reader] = [await aPerson(app, owner.organisation), await aPerson(app, owner.organisation)];
	const [ann, ben] = await Promise.all(
		[writer, reader].map(async (person) => office.openAt(await office.profileOf(person))),
	);
	await Promise.all([isCurrent(ann!), isCurrent(ben!)]);
	const dm = ann!.openDm(reader.id);
	if (!dm.ok) throw new Error(dm.error);
	await ann!.openConversation(dm.id)!.sendMessage({ body: 'read at once' });
	/** What a page sees that is open for this moment only: one that stays would show the volume that it began with. */
	const atBens = <Seen>(look: (page: Conversation) => Seen): Seen | undefined => {
		const page = ben!.openConversation(dm.id);
		const seen = page && look(page);
		page?.close();
		return seen;
	};
	await until(() => atBens((page) => page.items().at(-1)?.body) === 'read at once');
	atBens((page) => page.markRead());

	const { organisation } = writer;
	const { device } = await app.database.transaction((tx) =>
		registerClient(tx, { organisation, user: writer.id }, 'A program'),
	);
	const speaker = { organisation, user: writer.id, role: 'MEMBER' as const, device, session: null };
	let written = 0;
	const write = (volume: number, count: number) => {
		const events = Array.from({ length: count }, (): ConversationEvent => ({
			k: 'm',
			at: 1,
			b: `word ${++written}`,
		}));
		const document = conversationDocument(dm.id, volume);
		return office.relay.submit({ document, speaker, client: clientIdOf(device, 0), events });
	};
	while (written <= LIMITS.volumeEvents) if (!(await write(0, 500)).ok) break;
	await until(
		async () =>
			(
				await app.stored.sql`
		select 1 from document_heads where document = ${conversationDocument(dm.id, 1)}`
			).length > 0,
		10_000,
	);
	expect((await write(1, 20)).ok).toBe(true);
	await until(() => atBens(({ summary }) => summary.volume === 1 && summary.unread > 5_000) === true, 10_000);

	const view = new ConversationView(ben!.openConversation(dm.id)!, reader.id, {
		mentionables: () => [],
		nameOf: () => 'Ann',
	} as never);
	await until(() => view.newIsOlder, 10_000);
	const first = () => view.rows.find((row) => row.startsNew);
	await until(() => first()?.item.volume === 1, 10_000);
	view.watch(true, true);
	await view.loadNew();
	await until(() => first()?.item.volume === 0, 10_000);
	expect(first()?.item.body).toBe('word 1');
	expect(view.newIsOlder).toBe(false);
	// Two who ask at once wait for the same volume.
	await Promise.all([view.loadOlder(), view.loadOlder()]);
	view.close();
	await Promise.all([ann!.close(), ben!.close()]);
}, 110_000);
