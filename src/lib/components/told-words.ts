/** Lines of the notification centre in words. Pure. */
import type { Told } from '#lib/client/told-list.ts';

/** What follows the name of who did it. `place`: the room's name; empty in a direct message. */
export function toldWords({ kind, count, emoji }: Told, place: string): string {
	const where = place === '' ? '' : ` in ${place}`;
	switch (kind) {
		case 'direct':
			return count > 1 ? `wrote ${count} messages to you` : 'wrote to you';
		case 'mention':
			return `mentioned you${where}`;
		case 'reply':
			return `answered you${where}`;
		case 'reaction':
			return `reacted with ${emoji ?? ''} to your message${where}`;
		case 'added':
			return `added you to ${place}`;
	}
}
