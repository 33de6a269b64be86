/** Uploads (SPEC M): begun, continued where they ended, finished when their digest is what was said. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { contentTypeOf, HEAD_BYTES } from '#lib/domain/content-type.ts';
import { files } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { describeError } from '../describe-error.ts';
import { findConversation } from '../commands/conversation-ref.ts';
import type { Database, Queries, Transaction } from '../database.ts';
import { MAX_UNFINISHED, type FileLimits } from './limits.ts';
import { lockBlob, removeUnlessNamed } from './bytes-of-content.ts';
import type { Scan } from './clamd.ts';
import type { Previews } from './previews.ts';
import type { UploadFolder } from './upload-folder.ts';

export type FileRow = typeof files.$inferSelect;

export interface Uploads {
	database: Database;
	blobs: BlobStore;
	folder: UploadFolder;
	limits: FileLimits;
	/** Until it has said that a file is clean nobody gets it; without one every file is. */
	scan?: Scan | undefined;
	/** Smaller pictures; without it there are only the files themselves. */
	previews?: Pick<Previews, 'of' | 'remove'> | undefined;
	log?: { warn(fields: object, message: string): void } | undefined;
}

export interface Progress {
	offset: number;
	size: number;
	/** All of it is there, and is what was said. */
	stored: boolean;
}

export type UploadError =
	/** Also for what is somebody else's. */
	| { kind: 'missing' }
	/** The id is taken by something else. */
	| { kind: 'taken' }
	| { kind: 'too large'; most: number }
	/** Nothing more of this person, or of this organisation. */
	| { kind: 'full'; of: 'person' | 'organisation' }
	/** Bytes for another place than where it goes on. */
	| { kind: 'offset'; offset: number }
	| { kind: 'busy' }
	/** All bytes came, and are not what was said. It begins anew. */
	| { kind: 'other digest' }
	/** A virus scanner has found something, or may not look into so large a file. All bytes go. */
	| { kind: 'infected' | 'unknown' }
	/** The scanner does not answer: what came stays, and is scanned when the upload is begun again. */
	| { kind: 'not scanned' };
export type UploadResult = { ok: true; progress: Progress } | { ok: false; error: UploadError };

const fail = (error: UploadError): UploadResult => ({ ok: false, error });

/** Begins an upload, or says how far the same one is. */
export async function beginUpload(
	uploads: Uploads,
	subject: Subject,
	conversation: string,
	file: AttachedFile,
): Promise<UploadResult> {
	const [id, name, type, size, sha256] = file;
	const { database, limits } = uploads;
	const begun = await database.transaction(async (tx): Promise<FileRow | UploadError> => {
		if (!(await maySend(tx, subject, conversation))) return { kind: 'missing' };
		if (size > limits.file) return { kind: 'too large', most: limits.file };
		const { organisation, user } = subject;
		// One after the other: what each may still take depends on all before it.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('files of ' || ${organisation}, 0))`);
		const [known] = await tx
			.select()
			.from(files)
			.where(and(eq(files.organisation, organisation), eq(files.id, id)));
		if (known) {
			const isSame = known.user === user && known.conversation === conversation && known.sha256 === sha256;
			return isSame && known.size === size ? known : { kind: 'taken' };
		}
		const full = await whatIsFull(tx, subject, size, limits);
		if (full) return { kind: 'full', of: full };
		const row = { organisation, id, conversation, user, name, type, size, sha256 };
		const [made] = await tx.insert(files).values(row).returning();
		return made!;
	});
	if ('kind' in begun) return fail(begun);
	const progress = await progressOf(uploads, begun);
	// All of it came, and it could not be finished then; an empty file is finished as soon as it is begun.
	if (progress.stored || progress.offset < size) return { ok: true, progress };
	return appendToUpload(uploads, subject, conversation, id, size, nothing());
}

export async function uploadProgress(
	uploads: Uploads,
	subject: Subject,
	conversation: string,
	id: string,
): Promise<UploadResult> {
	const row = await findOwn(uploads.database, subject, conversation, id);
	return row ? { ok: true, progress: await progressOf(uploads, row) } : fail({ kind: 'missing' });
}

/** Takes bytes at exactly the offset where it ended. With the last one the upload is finished. */
export async function appendToUpload(
	uploads: Uploads,
	subject: Subject,
	conversation: string,
	id: string,
	offset: number,
	bytes: AsyncIterable<Uint8Array>,
): Promise<UploadResult> {
	const { folder } = uploads;
	return aloneWithOwn(uploads, subject, conversation, id, async (row) => {
		const progress = await progressOf(uploads, row);
		if (progress.stored) return { ok: true, progress } as const;
		if (progress.offset !== offset) return fail({ kind: 'offset', offset: progress.offset });
		const end = await folder.append(stagedAs(row), bytes, row.size);
		if (end === undefined) return fail({ kind: 'too large', most: row.size });
		return end < row.size
			? ({ ok: true, progress: { ...progress, offset: end } } as const)
			: finishUpload(uploads, row);
	});
}

/** What has come of it goes. A file that is stored stays: its message may name it. */
export async function cancelUpload(
	uploads: Uploads,
	subject: Subject,
	conversation: string,
	id: string,
): Promise<UploadResult> {
	const { database, folder } = uploads;
	return aloneWithOwn(uploads, subject, conversation, id, async (row) => {
		const [gone] = await database
			.delete(files)
			.where(and(eq(files.organisation, row.organisation), eq(files.id, id), isNull(files.storedAt)))
			.returning({ id: files.id });
		if (!gone) return fail({ kind: 'missing' });
		await folder.remove(stagedAs(row));
		return { ok: true, progress: { offset: 0, size: row.size, stored: false } };
	});
}

async function aloneWithOwn(
	uploads: Uploads,
	subject: Subject,
	conversation: string,
	id: string,
	work: (row: FileRow) => Promise<UploadResult>,
): Promise<UploadResult> {
	const find = () => findOwn(uploads.database, subject, conversation, id);
	const known = await find();
	// Nobody else's request may keep the sender's own waiting.
	if (!known) return fail({ kind: 'missing' });
	const result = await uploads.folder.alone(stagedAs(known), async () => {
		// What came before this one's turn may have finished the upload, or taken it back.
		const row = await find();
		return row ? work(row) : fail({ kind: 'missing' });
	});
	return result ?? fail({ kind: 'busy' });
}

async function finishUpload(uploads: Uploads, row: FileRow): Promise<UploadResult> {
	const { database, blobs, folder } = uploads;
	const { organisation, id, sha256, size } = row;
	if ((await folder.sha256(stagedAs(row))) !== sha256) {
		await folder.remove(stagedAs(row));
		return fail({ kind: 'other digest' });
	}
	const found = await scanned(uploads, row);
	if (found) return fail({ kind: found });
	const contentType = contentTypeOf(await folder.head(stagedAs(row), HEAD_BYTES));
	const name = { organisation, sha256 };
	await blobs.takeFile(name, folder.path(stagedAs(row)));
	return database.transaction(async (tx): Promise<UploadResult> => {
		await lockBlob(tx, name);
		// They went with the last other file of this content, a moment ago.
		if ((await blobs.size(name)) === undefined) return fail({ kind: 'offset', offset: 0 });
		const [stored] = await tx
			.update(files)
			.set({ contentType, storedAt: new Date() })
			.where(and(eq(files.organisation, organisation), eq(files.id, id)))
			.returning({ id: files.id });
		if (stored) return { ok: true, progress: { offset: size, size, stored: true } };
		// It went while its bytes were looked through, and nothing would ever ask for them again.
		await removeUnlessNamed(tx, uploads, name);
		return fail({ kind: 'missing' });
	});
}

/** Undefined for what is clean. */
async function scanned(
	{ scan, folder, log }: Uploads,
	row: FileRow,
): Promise<'infected' | 'unknown' | 'not scanned' | undefined> {
	if (!scan || row.size === 0) return undefined;
	const { organisation, id, user } = row;
	try {
		const verdict = await scan(folder.path(stagedAs(row)));
		if (verdict.kind === 'clean') return undefined;
		log?.warn({ organisation, file: id, user, verdict }, 'a file was not taken');
		await folder.remove(stagedAs(row));
		return verdict.kind;
	} catch (error) {
		log?.warn({ organisation, file: id, error: describeError(error) }, 'a file could not be scanned');
		return 'not scanned';
	}
}

async function progressOf({ folder }: Uploads, row: FileRow): Promise<Progress> {
	const { size, storedAt } = row;
	return storedAt
		? { offset: size, size, stored: true }
		: { offset: await folder.offset(stagedAs(row)), size, stored: false };
}

/** Ids are made by devices, so two organisations may have the same one. */
export function stagedAs({ organisation, id }: Pick<FileRow, 'organisation' | 'id'>): string {
	return `${organisation}.${id}`;
}

/** An upload of one's own, as long as one may send there. */
async function findOwn(
	queries: Queries,
	subject: Subject,
	conversation: string,
	id: string,
): Promise<FileRow | undefined> {
	if (!(await maySend(queries, subject, conversation))) return undefined;
	const [row] = await queries
		.select()
		.from(files)
		.where(
			and(
				eq(files.organisation, subject.organisation),
				eq(files.id, id),
				eq(files.conversation, conversation),
				eq(files.user, subject.user),
			),
		);
	return row;
}

async function maySend(queries: Queries, subject: Subject, conversation: string): Promise<boolean> {
	const ref = await findConversation(queries, subject, conversation);
	return ref !== undefined && authorize(subject, 'file.send', ref);
}

/** What is begun counts whole, or many at once would take more than there is. */
async function whatIsFull(
	tx: Transaction,
	{ organisation, user }: Subject,
	size: number,
	limits: FileLimits,
): Promise<'person' | 'organisation' | undefined> {
	const [used] = await tx
		.select({
			all: sql`coalesce(sum(${files.size}), 0)`.mapWith(Number),
			own: sql`coalesce(sum(${files.size}) filter (where ${files.user} = ${user}), 0)`.mapWith(Number),
			unfinished: sql`count(*) filter (where ${files.user} = ${user} and ${files.storedAt} is null)`.mapWith(
				Number,
			),
		})
		.from(files)
		.where(eq(files.organisation, organisation));
	const { all, own, unfinished } = used!;
	if (own + size > limits.person || unfinished >= MAX_UNFINISHED) return 'person';
	return all + size > limits.organisation ? 'organisation' : undefined;
}

async function* nothing(): AsyncIterable<Uint8Array> {}
