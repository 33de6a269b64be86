/** A file of a conversation, as long as the person may read there: asked anew with every request (threats 8), by its id, never by its digest. */
import { and, eq, isNotNull } from 'drizzle-orm';
import { files } from '../../../../drizzle/schema.ts';
import type { Subject } from '../authorize.ts';
import { findConversation } from '../commands/conversation-ref.ts';
import type { Queries } from '../database.ts';
import { placesOf } from './file-places.ts';

export interface OpenedFile {
	organisation: string;
	sha256: string;
	size: number;
	name: string;
	contentType: string;
}

/** Undefined for missing, foreign and unfinished ones alike. */
export async function openFile(
	queries: Queries,
	subject: Subject,
	conversation: string,
	id: string,
): Promise<OpenedFile | undefined> {
	if (!(await findConversation(queries, subject, conversation))) return undefined;
	const { organisation } = subject;
	const [file] = await queries
		.select()
		.from(files)
		.where(and(eq(files.organisation, organisation), eq(files.id, id), isNotNull(files.storedAt)));
	if (!file || !(await placesOf(queries, file)).has(conversation)) return undefined;
	return { ...file, contentType: file.contentType! };
}
