/** Pictures of people: kept by their content, readable in their organisation, gone with the last who shows them. */
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { MAX_PHOTO_BYTES, PHOTO_EDGE } from '#lib/protocol/photos.ts';
import { photos, users } from '../../../drizzle/schema.ts';
import { authorize, type Subject } from './authorize.ts';
import type { Database, Queries, Transaction } from './database.ts';
import { notify } from './notify.ts';
import { photoFormat } from './photo-format.ts';

export type PhotoResult =
	{ ok: true; hash: string | null } | { ok: false; status: 403 | 413 | 415; words: string };

/** @param bytes of a picture that a browser has cut and written anew; null takes the present one away */
export async function setPhoto(
	database: Database,
	subject: Subject,
	bytes: Uint8Array | null,
): Promise<PhotoResult> {
	const { organisation, user } = subject;
	if (!authorize(subject, 'profile.set', { organisation }))
		return { ok: false, status: 403, words: 'Your role does not allow it.' };
	const picture = bytes && checked(bytes);
	if (picture && !picture.ok) return picture;
	const hash = bytes && createHash('sha256').update(bytes).digest('hex');
	await database.transaction(async (tx) => {
		const mine = and(eq(users.organisation, organisation), eq(users.id, user));
		const [before] = await tx.select({ photo: users.photo }).from(users).where(mine).for('update');
		if (bytes && hash && picture?.ok) {
			const row = { organisation, hash, type: picture.type, bytes: Buffer.from(bytes) };
			await tx.insert(photos).values(row).onConflictDoNothing();
		}
		await tx.update(users).set({ photo: hash }).where(mine);
		if (before?.photo && before.photo !== hash) await dropUnused(tx, organisation, before.photo);
		await notify(tx, { type: 'organisation', organisation });
	});
	return { ok: true, hash };
}

/** Undefined for what is not there, or another organisation's. */
export async function readPhoto(
	queries: Queries,
	subject: Subject,
	hash: string,
): Promise<{ type: string; bytes: Uint8Array } | undefined> {
	const { organisation } = subject;
	if (!authorize(subject, 'photo.read', { organisation })) return undefined;
	const [row] = await queries
		.select({ type: photos.type, bytes: photos.bytes })
		.from(photos)
		.where(and(eq(photos.organisation, organisation), eq(photos.hash, hash)));
	return row;
}

function checked(bytes: Uint8Array): { ok: true; type: string } | Extract<PhotoResult, { ok: false }> {
	if (bytes.length > MAX_PHOTO_BYTES) return { ok: false, status: 413, words: 'The picture is too large.' };
	const format = photoFormat(bytes);
	if (!format || format.width !== PHOTO_EDGE || format.height !== PHOTO_EDGE)
		return { ok: false, status: 415, words: 'It is no picture of the form that Parley makes.' };
	return { ok: true, type: format.type };
}

async function dropUnused(tx: Transaction, organisation: string, hash: string): Promise<void> {
	await tx.execute(sql`
		delete from photos where organisation = ${organisation} and hash = ${hash}
			and not exists (select 1 from users where organisation = ${organisation} and photo = ${hash})`);
}
