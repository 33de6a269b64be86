import type { Described } from './describe-file.ts';

const UNKNOWN = 'application/octet-stream';
const TYPE = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/;

/** Without its parameters; one that no message may say (SPEC D14) is that of any bytes. */
export function mediaType(text: string): string {
	const type = text.split(';')[0]!.trim().toLowerCase();
	return TYPE.test(type) && type.length <= 100 ? type : UNKNOWN;
}

/** As much as is known without a look into it. */
export function undescribed({ type }: Blob): Described {
	return { type: mediaType(type), width: 0, height: 0, duration: 0, preview: '' };
}
