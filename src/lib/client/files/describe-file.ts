/** What a message says of a file beside its bytes (SPEC D14), read by the sender's browser. Whatever cannot be read is left out: anything may be sent. */
import { encodeThumbHash } from './thumb-hash.ts';
import { encodePreview } from './loudness.ts';
import { undescribed } from './media-type.ts';

export interface Described {
	/** A media type, by the word of the browser. */
	type: string;
	/** Pixels; 0 for what has none. */
	width: number;
	height: number;
	/** ms; 0 for what has none. */
	duration: number;
	preview: string;
}

/** Larger ones are not unpacked for the sake of a preview. */
const MOST_IMAGE_BYTES = 64 * 1024 * 1024;
const PREVIEW_EDGE = 64;
const PATIENCE_MS = 10_000;

export async function describeFile(bytes: Blob): Promise<Described> {
	const described = undescribed(bytes);
	const { type } = described;
	try {
		if (type.startsWith('image/')) return { ...described, ...(await describeImage(bytes)) };
		if (type.startsWith('video/')) return { ...described, ...(await describeVideo(bytes)) };
		// How loud it is only a recording says, whose recorder has heard it: to unpack a film's length of music takes hundreds of megabytes.
		if (type.startsWith('audio/')) {
			const duration = await withMedia(document.createElement('audio'), bytes, durationOf);
			return { ...described, duration };
		}
	} catch {
		// A picture or a film by name only, or of a kind that this browser does not show.
	}
	return described;
}

async function describeImage(bytes: Blob): Promise<Partial<Described>> {
	if (bytes.size > MOST_IMAGE_BYTES) return {};
	const image = await createImageBitmap(bytes, { imageOrientation: 'from-image' });
	const { width, height } = image;
	const preview = previewOf(image, width, height);
	image.close();
	return { width, height, preview };
}

async function describeVideo(bytes: Blob): Promise<Partial<Described>> {
	const video = document.createElement('video');
	video.muted = true;
	return withMedia(video, bytes, async () => {
		const duration = await durationOf(video);
		const { videoWidth: width, videoHeight: height } = video;
		if (width === 0) return { duration };
		// The first picture is often black.
		await seek(video, Math.min(1, duration / 4_000));
		return { width, height, duration, preview: previewOf(video, width, height) };
	});
}

async function withMedia<Media extends HTMLMediaElement, Value>(
	media: Media,
	bytes: Blob,
	read: (media: Media) => Promise<Value>,
): Promise<Value> {
	const url = URL.createObjectURL(bytes);
	try {
		const loaded = happened(media, 'loadedmetadata');
		media.preload = 'auto';
		media.src = url;
		await loaded;
		return await read(media);
	} finally {
		media.removeAttribute('src');
		media.load();
		URL.revokeObjectURL(url);
	}
}

/** ms. What a browser has recorded does not say how long it is, until one has gone to its end. */
async function durationOf(media: HTMLMediaElement): Promise<number> {
	if (media.duration === Infinity) await seek(media, Number.MAX_SAFE_INTEGER);
	return Number.isFinite(media.duration) ? Math.round(media.duration * 1_000) : 0;
}

async function seek(media: HTMLMediaElement, seconds: number): Promise<void> {
	const done = happened(media, 'seeked');
	media.currentTime = seconds;
	await done;
}

function happened(media: HTMLMediaElement, event: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error(`${event} does not come.`)), PATIENCE_MS);
		media.addEventListener(
			event,
			() => {
				clearTimeout(timer);
				resolve();
			},
			{ once: true },
		);
		media.addEventListener('error', () => reject(new Error('This is no such file.')), { once: true });
	});
}

function previewOf(image: CanvasImageSource, width: number, height: number): string {
	const scale = Math.min(1, PREVIEW_EDGE / Math.max(width, height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(width * scale));
	canvas.height = Math.max(1, Math.round(height * scale));
	const context = canvas.getContext('2d', { willReadFrequently: true })!;
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
	return encodePreview(encodeThumbHash(canvas.width, canvas.height, data));
}
