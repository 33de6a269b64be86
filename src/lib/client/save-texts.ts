import type { UndeliveredText } from './summaries.ts';

/** The texts as a plain file: one readable block each, so that nothing is needed to read it. */
export function textsAsFile(texts: readonly UndeliveredText[]): string {
	return texts
		.map((text) => `${text.conversationName}, ${new Date(text.at).toISOString()}\n${text.body}\n`)
		.join('\n');
}

/** Offers the texts as a download. */
export function saveTexts(texts: readonly UndeliveredText[], now: number): void {
	const url = URL.createObjectURL(new Blob([textsAsFile(texts)], { type: 'text/plain;charset=utf-8' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = `parley-${new Date(now).toISOString().slice(0, 16).replace(':', '')}.txt`;
	link.click();
	// The download has begun by then; the browser reads the blob in its own time.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
