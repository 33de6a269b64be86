import type { Notice } from './summaries.ts';
import { storedTextsOf, textsOf } from './unsent-texts.ts';
import type { WorkspaceParts } from './workspace-parts.ts';

export interface Removal {
	conversation: string;
	/** Its name, since the workspace may know it no longer. */
	name: string;
	/** Completes "Not delivered: …" */
	words: string;
	/** What the person is told, until it is dismissed: somebody who left knows it. */
	notice?: Notice;
	/** ms */
	now: number;
	/** False when another tab has deleted the device's copy already: what stands under its name now may be a newer one. */
	erase: boolean;
	/** All of its texts are kept, not only what was not sent. */
	whole?: boolean;
}

/** The person is no longer in it: unsent texts are kept aside, on disk, before the device's copy goes. */
export async function forgetConversation(parts: WorkspaceParts, removal: Removal): Promise<void> {
	const { shelf, drafts, notices, undelivered, summaries, told: tellings, marks } = parts;
	const { conversation, name, words, notice, now, erase, whole = false } = removal;
	const set = shelf.get(conversation);
	if (!set) return;
	shelf.openStored(conversation);
	await Promise.all([...set.replicas].map((replica) => replica.idle()));
	const texts = textsOf(set, name, words);
	if (whole) texts.push(...storedTextsOf(set, name, words, (user) => nameOf(parts, user)));
	const body = drafts.of(conversation);
	const key = `${conversation}/draft`;
	if (body !== '') texts.push({ key, conversation, conversationName: name, body, at: now, words });
	try {
		const told = notice ? notices.add(notice) : [];
		await undelivered.add(texts, [summaries.forget(conversation), tellings.forget(conversation), ...told]);
	} catch {
		// The disk does not take the texts, so the copy that holds them stays; after the next start it is tried again.
		return;
	}
	drafts.set(conversation, '');
	marks.forget(conversation);
	void parts.files?.desk.forget(conversation);
	await (erase ? shelf.erase(conversation) : shelf.close(conversation));
}

function nameOf({ copy }: WorkspaceParts, user: string): string {
	return copy.server?.people.find(({ id }) => id === user)?.name ?? 'somebody';
}
