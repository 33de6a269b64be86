import type { Translation } from '../dictionary.ts';
import { numberWords } from '../format.ts';
import type { reading as english } from '../reading.ts';

export const reading: Translation<typeof english> = {
	title: 'Wer hat das gelesen?',
	asOfNow: 'So weit, wie jede Person in dieser Unterhaltung gelesen hat.',
	asOfThen: 'Wie es war, als dieses Gerät zuletzt verbunden war.',
	delivered: 'Zugestellt',
	groups: {
		read: (count) => `Gelesen von ${numberWords(count)}`,
		delivered: (count) => `Zugestellt an ${numberWords(count)}`,
		undelivered: (count) => `Noch nicht zugestellt an ${numberWords(count)}`,
		unread: (count) => `Noch nicht gelesen von ${numberWords(count)}`,
	},
	ofAll: (group, total) => `${group} von ${numberWords(total)}`,
};
