/** One notification for each conversation: the next replaces it, whoever shows it. */
export function tagOf(conversation: string): string {
	return `conversation ${conversation}`;
}
