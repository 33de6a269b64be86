/** The languages of the interface. A new one is a folder beside `de`, a line in each table here and one in dictionary.ts. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, so that who reads no other finds it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** What Intl writes dates and numbers in: 24 hours and the day before the month. */
export const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** The device's choice, for the server's first answer. */
export const LANGUAGE_COOKIE = 'parley-language';

/** Chosen, else the first that the browser wishes and that there is, else English. */
export function pickLanguage(chosen: string | null | undefined, wished: readonly string[]): Language {
	const candidates = [chosen ?? '', ...wished].map((tag) => tag.toLowerCase().split('-')[0]);
	return LANGUAGES.find((language) => language === candidates.find(isLanguage)) ?? 'en';
}

export function isLanguage(value: unknown): value is Language {
	return LANGUAGES.some((language) => language === value);
}

/** The languages of an Accept-Language header, the most wished first. */
export function wishedLanguages(header: string | null): string[] {
	return (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().split(';');
			const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
			return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
		})
		.filter(({ tag, quality }) => tag !== '' && quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ tag }) => tag);
}
