/** Lines of the notification centre in words. Pure. */
import { profile } from '#lib/i18n/profile.ts';
import type { Told } from '#lib/client/told-list.ts';
import { notifications as t } from '#lib/i18n/notifications.ts';

/** What follows the name of who did it. `place`: the room's name; empty in a direct message. */
export function toldWords({ kind, count, emoji }: Told, place: string): string {
	const where = place === '' ? '' : ` ${t.in(place)}`;
	switch (kind) {
		case 'direct':
			return count > 1 ? t.wroteMany(count) : t.wrote;
		case 'mention':
			return t.mentioned(where);
		case 'reply':
			return t.answered(where);
		case 'reaction':
			return t.reacted(emoji ?? '', where);
		case 'contact':
			return profile.asksToBeContact;
		case 'added':
			return t.added(place);
	}
}
