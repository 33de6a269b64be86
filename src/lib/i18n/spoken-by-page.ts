import { loadLanguage, setLanguageSource } from './dictionary.ts';
import { pickLanguage } from './language.ts';

/** The language stands at <html>, set by the server or by the script in app.html before anything is painted. */
export async function speakOfPage(): Promise<void> {
	const language = pickLanguage(document.documentElement.lang, []);
	// Without the network and before the service worker has stored it: English is better than nothing.
	const loaded = await loadLanguage(language).then(
		() => true,
		() => false,
	);
	if (loaded) setLanguageSource(() => language);
	else document.documentElement.lang = 'en';
}
