/** Numbers and plurals of the spoken language. */
import { spokenLocale } from './dictionary.ts';

/** One formatter for each locale: making one costs more than using it. */
export function perLocale<Made>(make: (locale: string) => Made): () => Made {
	const made = new Map<string, Made>();
	return () => {
		const locale = spokenLocale();
		let found = made.get(locale);
		if (found === undefined) made.set(locale, (found = make(locale)));
		return found;
	};
}

const numbers = perLocale((locale) => new Intl.NumberFormat(locale));
const plurals = perLocale((locale) => new Intl.PluralRules(locale));

/** 16,384 */
export function numberWords(value: number): string {
	return numbers().format(value);
}

/** The form for a count: `plural(3, { one: 'item', other: 'items' })`. */
export function plural(count: number, forms: { one: string; other: string } & PluralForms): string {
	return forms[plurals().select(count)] ?? forms.other;
}
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>>;

/** The count and its word: 1 item, 3 items. */
export function counted(count: number, one: string, other: string): string {
	return `${numberWords(count)} ${plural(count, { one, other })}`;
}

/** The sentence cut where the name stands, for markup around the name. The languages put it in different places. */
export function around(sentence: (name: string) => string): [before: string, after: string] {
	const [before = '', after = ''] = sentence(MARK).split(MARK);
	return [before, after];
}
/** No text holds it: a code point that is no character. */
const MARK = '\uFDD0';
