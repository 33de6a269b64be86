/** A person's picture: `POST /api/photo` with `{photo: base64 or null}`, `GET /api/photos/<hash>`. */

/** px, of each edge. */
export const PHOTO_EDGE = 256;
export const MAX_PHOTO_BYTES = 64 * 1024;

/** Of the service worker. */
export const PHOTO_CACHE = 'parley-photos';

export function photoPath(hash: string): string {
	return `/api/photos/${hash}`;
}
