import * as v from 'valibot';
import { isUuid } from '#lib/protocol/document-name.ts';
import { ROLES } from '#lib/protocol/workspace.ts';

/** Controls, line ends, and the marks that turn or hide text: a name with them could pass for another's. Joiners stay; scripts and emoji need them. */
const UNCLEAN = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C\p{Surrogate}]/u;

/** May this stand in one line of the interface, as a name? */
export function isCleanLine(text: string): boolean {
	return !UNCLEAN.test(text);
}

const MAX_NAME = 80;
const MAX_EMAIL = 254;

export const nameSchema = v.pipe(
	v.string(),
	v.normalize('NFC'),
	v.trim(),
	v.nonEmpty('A name is needed.'),
	v.check((text) => [...text].length <= MAX_NAME, `A name has at most ${MAX_NAME} characters.`),
	v.check(isCleanLine, 'The name has characters that do not show.'),
);

export const emailSchema = v.pipe(
	v.string(),
	v.trim(),
	v.toLowerCase(),
	v.maxLength(MAX_EMAIL, 'This is not an email address.'),
	v.email('This is not an email address.'),
);

const MISSING = 'This field is missing.';
/** Whatever was typed; looked at later. */
export const typedSchema = v.string(MISSING);
export const idSchema = v.custom<string>(isUuid, 'This is not here.');
export const roleSchema = v.picklist(ROLES, 'There is no such role.');

/** The same for what is missing and what is forbidden. */
export const NOTHING_HERE = 'There is nothing here, or it is not shared with you.';
