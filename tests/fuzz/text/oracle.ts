/**
 * The oracle of text documents: whether what was stored of a mutant is what it said, by whom and where, looked at with Yjs itself. Written from SPEC.md's X5-X8 and X10,
 * without a line of the relay's own judgement.
 */
import * as Y from 'yjs';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import type { LogRow } from '../../../sync-server/log.ts';
import { updateOfRow } from '../../../sync-server/text-index.ts';
import { attempt, inTime, type Leases } from '../oracle.ts';

export interface AcceptedText {
	/** The document before, as the rows have it. */
	before: Uint8Array;
	mutant: Uint8Array;
	rows: readonly LogRow[];
	user: string;
	level: 'write' | 'read' | null;
}

const MOST_UNITS = 262_144;

/** Why these rows should not be; empty when they may. */
export function condemnText(accepted: AcceptedText, leases: Leases): string[] {
	return inTime(() => judge(accepted, leases));
}

function judge({ before, mutant, rows, user, level }: AcceptedText, leases: Leases): string[] {
	const wrong: string[] = [];
	if (level !== 'write') wrong.push(`${user} may not write`);
	const sent = attempt(() => Y.decodeUpdate(mutant));
	if (!sent) return ['accepted what Yjs cannot read'];
	const doc = new Y.Doc({ gc: false, guid: '' });
	Y.applyUpdate(doc, before);
	for (const row of rows) {
		if (row.kind !== 'text') wrong.push(`a row of the kind ${row.kind}`);
		if (row.user !== user) wrong.push(`in the name of ${row.user}`);
		if (leases.ownerOf(row.device * 65_536) !== user || leases.isRevoked(row.device * 65_536))
			wrong.push(`device ${row.device} is not his`);
		const update = updateOfRow(row);
		const { structs, ds } = Y.decodeUpdate(update);
		const next = new Map<number, number>();
		for (const struct of structs) {
			const { client, clock } = struct.id;
			const at = `${client}:${clock}`;
			if (leases.ownerOf(client) !== user || leases.isRevoked(client)) wrong.push(`${client} is not his`);
			if (clock !== (next.get(client) ?? Y.getState(doc.store, client))) wrong.push(`${at} is not the next`);
			next.set(client, clock + struct.length);
			wrong.push(...wrongContent(struct, sent.structs).map((words) => `${at} ${words}`));
		}
		wrong.push(...wrongDeletes(doc, next, ds, sent.ds));
		Y.applyUpdate(doc, update);
		if (doc.store.pendingStructs || doc.store.pendingDs) wrong.push('something waits');
		wrong.push(...wrongOrder(doc, structs));
	}
	const text = doc.get(TEXT_ROOT, Y.Text);
	if (text.length > MOST_UNITS) wrong.push(`${text.length} units`);
	if ([...doc.share.keys()].some((name) => name !== TEXT_ROOT)) wrong.push('another root');
	return wrong;
}

type Struct = Y.Item | Y.GC | Y.Skip;

/** Texts or deletions, at the places that were said. */
function wrongContent(struct: Struct, sent: readonly Struct[]): string[] {
	if (!(struct instanceof Y.Item)) return ['is no item'];
	const wrong: string[] = [];
	const { client, clock } = struct.id;
	const isText = struct.content instanceof Y.ContentString;
	if (!isText && !(struct.content instanceof Y.ContentDeleted))
		wrong.push(`holds ${struct.content.constructor.name}`);
	if (struct.parentSub !== null) wrong.push('has a key');
	for (let at = clock; at < clock + struct.length;) {
		const source = sent.find(
			({ id, length }) => id.client === client && id.clock <= at && at < id.clock + length,
		);
		if (!(source instanceof Y.Item)) return [...wrong, `was not sent from ${at} on`];
		const end = Math.min(source.id.clock + source.length, clock + struct.length);
		if (isText !== source.content instanceof Y.ContentString)
			return [...wrong, 'is of another kind than what was sent'];
		if (isText) {
			const said = textOf(source).slice(at - source.id.clock, end - source.id.clock);
			const stored = textOf(struct).slice(at - clock, end - clock);
			// Where known clocks were stripped within a character, half of it is none.
			if (said !== stored && said.slice(1) !== stored.slice(1)) wrong.push('is another text');
		}
		const isWhole = at === source.id.clock;
		const left = isWhole ? source.origin : Y.createID(client, at - 1);
		const said = at === clock ? struct.origin : Y.createID(client, at - 1);
		if (!Y.compareIDs(left, said)) wrong.push('stands behind something else');
		if (!Y.compareIDs(source.rightOrigin, struct.rightOrigin)) wrong.push('stands before something else');
		if (
			isWhole &&
			at === clock &&
			!left &&
			!source.rightOrigin &&
			source.parent !== (struct.parent as unknown)
		)
			wrong.push('stands in another root');
		if (at === clock && !struct.origin && !struct.rightOrigin && (struct.parent as unknown) !== TEXT_ROOT)
			wrong.push('stands in a root that is none');
		at = end;
	}
	return wrong;
}

function textOf({ content }: Y.Item): string {
	return (content as Y.ContentString).str;
}

type Deletes = ReturnType<typeof Y.createDeleteSet>;

/** Only what lived and was named. */
function wrongDeletes(
	doc: Y.Doc,
	next: ReadonlyMap<number, number>,
	stored: Deletes,
	sent: Deletes,
): string[] {
	const wrong: string[] = [];
	for (const [client, ranges] of stored.clients)
		for (const { clock, len } of ranges)
			for (let at = clock; at < clock + Math.min(len, 5000); at++) {
				const state = Y.getState(doc.store, client);
				const known = at < state ? itemAt(doc, client, at) : null;
				if (at >= state && at >= (next.get(client) ?? 0))
					wrong.push(`${client}:${at} was deleted, and is not known`);
				if (known?.deleted) wrong.push(`${client}:${at} was deleted twice`);
				// A mutant's ranges are in any order.
				const said = sent.clients
					.get(client)
					?.some((range) => range.clock <= at && at < range.clock + range.len);
				if (!said) wrong.push(`${client}:${at} was deleted, and nobody said so`);
				if (wrong.length > 0) return wrong;
			}
	return wrong;
}

function itemAt(doc: Y.Doc, client: number, clock: number): Y.Item {
	const structs = doc.store.clients.get(client)!;
	return structs[Y.findIndexSS(structs, clock)] as Y.Item;
}

/** Each stands between what it names. */
function wrongOrder(doc: Y.Doc, structs: readonly Struct[]): string[] {
	const root = doc.get(TEXT_ROOT, Y.Text);
	const order = new Map<Y.Item, number>();
	for (let item = root._start; item; item = item.right) order.set(item, order.size);
	/** Its place, and within an item the clock. */
	const placeOf = ({ client, clock }: Y.ID): [number, number] => {
		const item = itemAt(doc, client, clock);
		return [order.get(item) ?? NaN, clock];
	};
	const isBefore = (one: [number, number], other: [number, number]) =>
		one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
	return structs.flatMap((struct) => {
		if (!(struct instanceof Y.Item)) return [];
		const here = placeOf(struct.id);
		const last = placeOf(Y.createID(struct.id.client, struct.id.clock + struct.length - 1));
		const isPlaced =
			!Number.isNaN(here[0]) &&
			(!struct.origin || isBefore(placeOf(struct.origin), here)) &&
			(!struct.rightOrigin || isBefore(last, placeOf(struct.rightOrigin)));
		return isPlaced ? [] : [`${struct.id.client}:${struct.id.clock} does not stand between what it names`];
	});
}
