import type { ClientInit } from '@sveltejs/kit/hooks';
import { readAppearance, tellLanguage } from '#lib/client/appearance.ts';
import { writeDeviceSettings } from '#lib/client/notification-device.ts';
import { spokenLanguage } from '#lib/i18n/dictionary.ts';
import { speakOfPage } from '#lib/i18n/spoken-by-page.ts';

/** Before anything of a page is loaded: its texts are read in the language that the page has. */
export const init: ClientInit = async () => {
	const { language } = readAppearance(localStorage);
	if (language !== undefined) tellLanguage(language);
	await speakOfPage();
	// For the service worker; where there is no cache it goes by the browser.
	void writeDeviceSettings({ language: spokenLanguage() }).catch(() => {});
};
