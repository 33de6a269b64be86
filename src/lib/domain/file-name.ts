/** Names of files that do no harm wherever they are shown or stored (SPEC D14). */

export const MAX_FILE_NAME_BYTES = 255;
/** So much of an ending stays when a name is cut. */
const MAX_ENDING = 16;

/** Controls, ends of lines, halves of signs, and what turns the direction of a text or hides in it; not the joiners that scripts and emoji need. */
const HARMFUL =
	// eslint-disable-next-line no-control-regex
	/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;
/** What some file system takes for something else. */
const NOT_IN_NAMES = /[<>:"|?*]/g;
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[ .])/i;
/** Not `\s`: what that means may change. */
const ENDS = /^ +|[ .]+$/g;

/** Of a path the last part; never empty. Cleaning twice is cleaning once. */
export function cleanFileName(text: string): string {
	const last =
		text.split(/[\\/]/).findLast((part) => part.replace(HARMFUL, '').replace(ENDS, '') !== '') ?? '';
	const name = last.replace(HARMFUL, '').replace(NOT_IN_NAMES, '_').replace(ENDS, '');
	return cut(DEVICE.test(name) ? `_${name}` : name) || 'file';
}

export function isFileName(text: string): boolean {
	return cleanFileName(text) === text;
}

function cut(name: string): string {
	const encoder = new TextEncoder();
	if (encoder.encode(name).length <= MAX_FILE_NAME_BYTES) return name;
	const dot = name.lastIndexOf('.');
	const ending = dot > 0 && name.length - dot <= MAX_ENDING ? name.slice(dot) : '';
	const room = new Uint8Array(MAX_FILE_NAME_BYTES - encoder.encode(ending).length);
	// Whole signs only: it ends before the first that has no room.
	const { read } = encoder.encodeInto(name.slice(0, name.length - ending.length), room);
	return name.slice(0, read).replace(ENDS, '') + ending;
}
