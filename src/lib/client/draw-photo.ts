/** A picture of a person out of any image: the middle of it, small, and without what cameras write into files. */
import { MAX_PHOTO_BYTES, PHOTO_EDGE } from '#lib/protocol/photos.ts';

const QUALITIES = [0.85, 0.7, 0.5, 0.3];

/** Undefined for what is no image that this browser can show. */
export async function drawPhoto(file: Blob): Promise<Uint8Array | undefined> {
	let image: ImageBitmap;
	try {
		image = await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return undefined;
	}
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = PHOTO_EDGE;
	const context = canvas.getContext('2d')!;
	const edge = Math.min(image.width, image.height);
	const [left, top] = [(image.width - edge) / 2, (image.height - edge) / 2];
	context.imageSmoothingQuality = 'high';
	// A JPEG has no transparency: what was see-through would be black.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, PHOTO_EDGE, PHOTO_EDGE);
	context.drawImage(image, left, top, edge, edge, 0, 0, PHOTO_EDGE, PHOTO_EDGE);
	image.close();
	for (const quality of QUALITIES) {
		const bytes = await encoded(canvas, quality);
		if (bytes && bytes.length <= MAX_PHOTO_BYTES) return bytes;
	}
	return undefined;
}

/** A browser that writes no WebP gives PNG for it. */
async function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Uint8Array | undefined> {
	for (const type of ['image/webp', 'image/jpeg']) {
		const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
		if (blob?.type === type) return new Uint8Array(await blob.arrayBuffer());
	}
	return undefined;
}
