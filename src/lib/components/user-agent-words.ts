import { settings as t } from '#lib/i18n/settings.ts';

const BROWSERS: readonly [RegExp, string][] = [
	[/Edg\//, 'Edge'],
	[/OPR\//, 'Opera'],
	[/Firefox\//, 'Firefox'],
	[/(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
	[/Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
	[/Android/, 'Android'],
	[/iPhone|iPad/, 'iOS'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux'],
];

/** "Firefox on Linux", as far as a user agent says. */
export function userAgentWords(userAgent: string): string {
	const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
	const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
	if (!browser) return userAgent.trim().slice(0, 60) || t.aBrowser;
	return system ? t.browserOn(browser, system) : browser;
}
