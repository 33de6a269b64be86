/** Who has a message, and who has read it. */
import { area } from './dictionary.ts';
import { numberWords } from './format.ts';

export const reading = area('reading', {
	title: 'Who has read this',
	asOfNow: 'As far as each person has read in this conversation.',
	asOfThen: 'As it was when this device was last connected.',
	delivered: 'Delivered',
	groups: {
		read: (count: number) => `Read by ${numberWords(count)}`,
		delivered: (count: number) => `Delivered to ${numberWords(count)}`,
		undelivered: (count: number) => `Not delivered yet to ${numberWords(count)}`,
		unread: (count: number) => `Not read yet by ${numberWords(count)}`,
	},
	/** Completes one of the groups. */
	ofAll: (group: string, total: number) => `${group} of ${numberWords(total)}`,
});
