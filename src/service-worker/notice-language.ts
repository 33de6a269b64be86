/** Notices in the language of this browser. What people wrote stays; what Parley says comes in English, and is known by that. */
import { notifications as german } from '#lib/i18n/de/notifications.ts';
import type { Language } from '#lib/i18n/language.ts';
import { notifications as english } from '#lib/i18n/notifications.ts';
import type { PushedNotice } from '#lib/protocol/push.ts';

/** A worker imports nothing later, so both are here. */
export const noticeTexts = (language: Language) => (language === 'de' ? german : english);

export function inLanguage(notice: PushedNotice, language: Language): PushedNotice {
	const t = noticeTexts(language);
	const { kind, body } = notice;
	if (kind === 'added') {
		const author = / added you\.$/.exec(body) ? body.replace(/ added you\.$/, '') : null;
		return author === null ? notice : { ...notice, body: t.addedYou(author) };
	}
	return body === english.hidden[kind] ? { ...notice, body: t.hidden[kind] } : notice;
}
