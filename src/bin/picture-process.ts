/**
 * Makes the preview of one picture: its bytes come by the standard input, a WebP goes by the standard output. It ends with 2 for what it does not show. A process of its own
 * (SPEC M9), since what unpacks pictures is written in C and eats what it is given: whatever becomes of it, the program goes on.
 */
import sharp from 'sharp';
import { MAX_PREVIEW_EDGE } from '#lib/protocol/files.ts';

const MAX_PIXELS = 40_000_000;
const NOT_SHOWN = 2;

sharp.cache(false);
sharp.concurrency(1);
// Of the many formats that the library reads only those that browsers show as pictures.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
});

try {
	const pieces: Buffer[] = [];
	for await (const piece of process.stdin) pieces.push(piece as Buffer);
	const picture = sharp(Buffer.concat(pieces), { limitInputPixels: MAX_PIXELS, failOn: 'error' });
	const { pages = 1 } = await picture.metadata();
	// What moves would stand still.
	if (pages > 1) process.exit(NOT_SHOWN);
	const preview = await picture
		.autoOrient()
		.resize({ width: MAX_PREVIEW_EDGE, height: MAX_PREVIEW_EDGE, fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 82 })
		// Nothing of what a camera wrote into it goes along, but colours as they were.
		.toBuffer();
	process.stdout.end(preview);
} catch {
	process.exit(NOT_SHOWN);
}
