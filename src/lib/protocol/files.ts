/** The largest part of an upload, in bytes (SPEC M2). */
export const MAX_PART_BYTES = 4 * 1024 * 1024;
/** The media type of a part; no form of a foreign page can send it. */
export const PART_TYPE = 'application/offset+octet-stream';

/** px, of the longer edge of a preview (SPEC M9). */
export const MAX_PREVIEW_EDGE = 1280;

/** The bytes of a file (SPEC M5). */
export function filePath(conversation: string, id: string): string {
	return `/api/files/${conversation}/${id}`;
}
