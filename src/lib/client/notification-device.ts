/** What holds for notifications in this browser alone. In a cache, because the service worker has to read it and knows no localStorage. */
import { isLanguage, type Language } from '#lib/i18n/language.ts';

const CACHE = 'parley-notifications';
const AT = '/device-settings.json';

export interface DeviceSettings {
	sound: boolean;
	/** Of the last page here; null before there was one. */
	language: Language | null;
}

const DEFAULT: DeviceSettings = { sound: true, language: null };

export async function readDeviceSettings(): Promise<DeviceSettings> {
	try {
		const kept = await (await caches.open(CACHE)).match(AT);
		const value = ((await kept?.json()) ?? {}) as { sound?: unknown; language?: unknown };
		const language = isLanguage(value.language) ? value.language : null;
		return { sound: value.sound !== false, language };
	} catch {
		return DEFAULT;
	}
}

export async function writeDeviceSettings(changed: Partial<DeviceSettings>): Promise<void> {
	const settings = { ...(await readDeviceSettings()), ...changed };
	const headers = { 'content-type': 'application/json' };
	await (await caches.open(CACHE)).put(AT, new Response(JSON.stringify(settings), { headers }));
}
