/** A message as somebody names it who wants it erased: by its row, as the audit shows it, or by its client id and clock. No text of it is read out. */
import { and, eq } from 'drizzle-orm';
import { deviceOf } from '#lib/domain/client-id.ts';
import type { EventRef } from '#lib/domain/events.ts';
import { isUuid, parseDocumentName } from '#lib/protocol/document-name.ts';
import { decodePayload } from '#lib/protocol/row-payload.ts';
import { conversations, documentHeads, logPayloads, logRows } from '../../../drizzle/schema.ts';
import type { Queries } from './database.ts';

export interface FoundMessage {
	document: string;
	ref: EventRef;
	row: number;
	author: string;
	/** ms */
	receivedAt: number;
	/** Empty for a direct message. */
	conversation: string;
}

export type MessageLookup = { ok: true; message: FoundMessage } | { ok: false; words: string };

const BY_ROW = /^(c\/[^#@ ]+)#(\d{1,15})(?:\.(\d{1,6}))?$/;
const BY_REF = /^(c\/[^#@ ]+)@(\d{1,16}):(\d{1,15})$/;
const UNKNOWN = 'There is no such message.';

/** `c/<conversation>/<volume>#<row>`, with `.1`, `.2` … where a row holds several, or `…@<client>:<clock>`. */
export async function findNamedMessage(
	queries: Queries,
	organisation: string,
	reference: string,
): Promise<MessageLookup> {
	const byRow = BY_ROW.exec(reference.trim());
	const byRef = BY_REF.exec(reference.trim());
	if (!byRow && !byRef) return { ok: false, words: 'This is no reference to a message.' };
	const document = (byRow ?? byRef)![1]!;
	if (byRef) {
		const message = await findMessage(queries, organisation, document, [Number(byRef[2]), Number(byRef[3])]);
		return message ? { ok: true, message } : { ok: false, words: UNKNOWN };
	}
	const rows = await readRows(queries, organisation, document, eq(logRows.seq, Number(byRow![2])));
	const [row] = rows;
	if (!row?.run) return { ok: false, words: UNKNOWN };
	const { run } = row;
	const number = byRow![3] === undefined ? null : Number(byRow![3]);
	if (number === null && run.count > 1)
		return { ok: false, words: `Row ${row.seq} holds ${run.count} events: add .1 to .${run.count}.` };
	const index = (number ?? 1) - 1;
	if (index < 0 || index >= run.count) return { ok: false, words: UNKNOWN };
	return { ok: true, message: toMessage(document, row, [run.client, run.clock + index]) };
}

/** Undefined for what is not in this organisation. */
export async function findMessage(
	queries: Queries,
	organisation: string,
	document: string,
	ref: EventRef,
): Promise<FoundMessage | undefined> {
	const [client, clock] = ref;
	const rows = await readRows(queries, organisation, document, eq(logRows.device, deviceOf(client)));
	const row = rows.find(
		({ run }) => run?.client === client && clock >= run.clock && clock < run.clock + run.count,
	);
	return row && toMessage(document, row, ref);
}

type Row = Awaited<ReturnType<typeof readRows>>[number];

function toMessage(document: string, row: Row, ref: EventRef): FoundMessage {
	const { seq, author, receivedAt, conversation } = row;
	return { document, ref, row: seq, author, receivedAt, conversation };
}

/** Those that a person wrote. */
async function readRows(
	queries: Queries,
	organisation: string,
	document: string,
	which: ReturnType<typeof eq>,
) {
	const name = parseDocumentName(document);
	if (!name || !isUuid(name.conversation)) return [];
	const rows = await queries
		.select({
			seq: logRows.seq,
			kind: logRows.kind,
			author: logRows.user,
			receivedAt: logRows.receivedAt,
			payload: logPayloads.payload,
			conversation: conversations.name,
		})
		.from(logRows)
		.innerJoin(logPayloads, and(eq(logPayloads.document, logRows.document), eq(logPayloads.seq, logRows.seq)))
		.innerJoin(documentHeads, eq(documentHeads.document, logRows.document))
		.innerJoin(
			conversations,
			and(eq(conversations.organisation, organisation), eq(conversations.id, name.conversation)),
		)
		.where(and(eq(logRows.document, document), eq(documentHeads.organisation, organisation), which));
	return rows
		.filter(({ kind }) => kind === 'run' || kind === 'restored' || kind === 'refused')
		.map(({ payload, ...row }) => ({ ...row, run: decodePayload(payload).run }));
}
