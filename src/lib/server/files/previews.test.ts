import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBytes } from '../blobs/blob-store.ts';
import { openFileBlobStore } from '../blobs/file-blob-store.ts';
import { newId } from '../new-id.ts';
import type { OpenedFile } from './open-file.ts';
import type { MakePreview } from './picture-maker.ts';
import { AGAIN_MS, Previews } from './previews.ts';

const SMALL = Buffer.from('a small picture');

async function aPicture() {
	const blobs = await openFileBlobStore(mkdtempSync(join(tmpdir(), 'parley-blobs-')));
	const folder = mkdtempSync(join(tmpdir(), 'parley-previews-'));
	const name = await writeBytes(blobs, newId(), Buffer.from('a picture'));
	const file: OpenedFile = { ...name, name: 'a.png', size: 9, contentType: 'image/png' };
	const kept = () =>
		readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
	return {
		blobs,
		folder,
		file,
		kept,
		previews: (make: MakePreview, now = Date.now) => new Previews(folder, blobs, make, { now }),
	};
}

test('[M9] a preview is kept, and goes with the bytes', async () => {
	const { blobs, file, kept, previews } = await aPicture();
	let made = 0;
	const some = previews(() => {
		made++;
		return Promise.resolve(SMALL);
	});
	expect(await some.of(file)).toEqual(SMALL);
	expect(await some.of(file)).toEqual(SMALL);
	expect(made).toBe(1);
	await blobs.remove(file);
	await some.remove(file);
	expect(kept()).toEqual([]);
});

test('[M9] of bytes that were erased while it was made nothing is kept', async () => {
	const { blobs, file, kept, previews } = await aPicture();
	const some: Previews = previews(async () => {
		await blobs.remove(file);
		await some.remove(file);
		return SMALL;
	});
	expect(await some.of(file)).toBeUndefined();
	expect(kept()).toEqual([]);
});

test('[M9] what a crash left unfinished goes at the next start', async () => {
	const { folder, kept, previews } = await aPicture();
	mkdirSync(join(folder, 'incoming'));
	writeFileSync(join(folder, 'incoming', newId()), SMALL);
	previews(() => Promise.resolve(SMALL));
	expect(kept()).toEqual([]);
});

test('[M9] that a picture has none is kept; that it could not be made is forgotten after ten minutes', async () => {
	const { file, kept, previews } = await aPicture();
	let [now, made] = [0, 0];
	const some = previews(
		() => (++made === 1 ? Promise.reject(new Error('spawn EAGAIN')) : Promise.resolve(undefined)),
		() => now,
	);
	expect(await some.of(file)).toBeUndefined();
	expect(await some.of(file)).toBeUndefined();
	expect([made, kept()]).toEqual([1, []]);
	now += AGAIN_MS;
	expect(await some.of(file)).toBeUndefined();
	now += AGAIN_MS;
	expect(await some.of(file)).toBeUndefined();
	expect([made, kept().length]).toEqual([2, 1]);
});
