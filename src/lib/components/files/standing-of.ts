import type { TrayFile } from '#lib/client/files/tray-file.ts';
import { files as t } from '#lib/i18n/files.ts';

/** Null for a file that is ready. */
export function standingOf({ state, problem }: TrayFile): string | null {
	if (state === 'failed') return problem === 'device-full' ? t.deviceFull : t.unreadable;
	return state === 'saving' ? t.saving : null;
}
