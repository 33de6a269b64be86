/** What holds for notifications in this browser alone. In a cache, because the service worker has to read it and knows no localStorage. */
const CACHE = 'parley-notifications';
const AT = '/device-settings.json';

export interface DeviceSettings {
	sound: boolean;
}

const DEFAULT: DeviceSettings = { sound: true };

export async function readDeviceSettings(): Promise<DeviceSettings> {
	try {
		const kept = await (await caches.open(CACHE)).match(AT);
		const value: unknown = await kept?.json();
		const sound =
			typeof value === 'object' && value !== null && 'sound' in value ? value.sound !== false : true;
		return { sound };
	} catch {
		return DEFAULT;
	}
}

export async function writeDeviceSettings(settings: DeviceSettings): Promise<void> {
	const headers = { 'content-type': 'application/json' };
	await (await caches.open(CACHE)).put(AT, new Response(JSON.stringify(settings), { headers }));
}
