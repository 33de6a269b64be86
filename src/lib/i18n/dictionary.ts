/**
 * The dictionary: an area is a plain object of texts, and of functions where a text holds a name or a count.
 * English stands in the area's own file and is loaded with the pages that use it; every other language is one chunk,
 * fetched before the first paint only where it is spoken, and typed by the English area, so that a missing text is a
 * type error.
 */
import { LOCALES, type Language } from './language.ts';

/** What another language has to say for an area: every text of it, with the same names and counts. */
export type Translation<Value> = Value extends string
	? string
	: Value extends (...values: infer Values) => string
		? (...values: Values) => string
		: { [Key in keyof Value]: Translation<Value[Key]> };

type Areas = Record<string, object>;

const translations: Partial<Record<Language, Areas>> = {};
let speaks: () => Language = () => 'en';

/** Makes an area: read at the time of each use, so never keep its texts in a constant of a module. */
export function area<Texts extends object>(name: string, english: Texts): Texts {
	return new Proxy(english, {
		get: (_, key) => Reflect.get(translations[speaks()]?.[name] ?? english, key),
	});
}

/** Must have ended before a text of the language is read. English is always there. */
export async function loadLanguage(language: Language): Promise<void> {
	if (language === 'de') translations.de ??= (await import('./de/index.ts')).german;
}

/** Who says which language is spoken: in a browser the page, on a server the request. */
export function setLanguageSource(source: () => Language): void {
	speaks = source;
}

export function spokenLanguage(): Language {
	return speaks();
}

/** For Intl. */
export function spokenLocale(): string {
	return LOCALES[speaks()];
}
