/** A transcript as a table for other programs (SPEC E6): RFC 4180, UTF-8, one line an event. */
import type { PackNames } from './pack-format.ts';
import { momentOf } from './transcript-html.ts';
import type { TranscriptEntry } from './transcript.ts';

const COLUMNS = ['row', 'received', 'written', 'author', 'name', 'device', 'kind', 'of', 'text', 'hash'];

interface Line {
	row: number;
	received: number;
	written?: number;
	author: string;
	device: number;
	hash: string;
	kind: string;
	/** What it is about. */
	of?: string;
	text?: string;
}

export function transcriptCsv(entries: readonly TranscriptEntry[], names: PackNames): string {
	const lines = entries.flatMap(linesOf).sort((one, other) => one.row - other.row);
	const rows = lines.map(({ row, received, written, author, device, kind, of, text, hash }) => [
		String(row),
		momentOf(received),
		written === undefined ? '' : momentOf(written),
		author,
		Object.hasOwn(names.people, author) ? names.people[author]! : '',
		String(device),
		kind,
		of ?? '',
		text ?? '',
		hash,
	]);
	return [COLUMNS, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** Every stored event has its own line: an edit beside the message that it changes. */
function linesOf(entry: TranscriptEntry): Line[] {
	const { row, received, author, device, hash } = entry;
	const source = { row, received, author, device, hash };
	switch (entry.kind) {
		case 'message': {
			const name = `row ${row}, ${entry.client} ${entry.clock}`;
			const { edits, deleted, reactions, files = [], written, text } = entry;
			const of = (each: Omit<Line, 'kind'>, kind: string, said = ''): Line => ({
				...pick(each),
				kind,
				of: name,
				text: said,
			});
			return [
				{ ...source, kind: 'message', of: `${entry.client} ${entry.clock}`, written, text },
				...files.map(([, file, type, size, sha256]) => ({
					...source,
					...{ kind: 'file', of: name, written },
					text: `${file}, ${type}, ${size} bytes, SHA-256 ${sha256}`,
				})),
				...edits.map((each) => of(each, 'edit', each.text)),
				...(deleted ? [of(deleted, deleted.moderator ? 'deletion by a moderator' : 'deletion')] : []),
				...reactions.map((each) => of(each, each.on ? 'reaction' : 'reaction taken back', each.emoji)),
			];
		}
		case 'system': {
			const { a, by, who, name } = entry.event;
			return [{ ...source, kind: `system: ${a}`, of: [by, who].filter(Boolean).join(' '), text: name ?? '' }];
		}
		case 'refused': {
			const texts = entry.events.flatMap((event) => ('b' in event ? [event.b] : []));
			return [{ ...source, kind: `refused: ${entry.code}`, text: texts.join('\n') }];
		}
		case 'hidden':
			return [
				{
					...source,
					kind: entry.erased === null ? 'not in this pack' : `erased by legal request ${entry.erased}`,
					of: `${entry.client} ${entry.clock}`,
				},
			];
		case 'change': {
			const { event, of, written } = entry;
			const kind = event.k === 'e' ? 'edit' : event.k === 'd' ? 'deletion' : 'reaction';
			return [{ ...source, written, kind, of: of.join(' '), text: 'b' in event ? event.b : '' }];
		}
		case 'text':
			return [
				...(entry.erased === null
					? []
					: [{ ...source, kind: `words erased by legal request ${entry.erased}` }]),
				...(entry.written === '' ? [] : [{ ...source, kind: 'text written', text: entry.written }]),
				...(entry.removed ? [{ ...source, kind: 'text removed', text: entry.removed }] : []),
			];
		case 'erasure':
			return [{ ...source, kind: `erases by legal request ${entry.request}`, of: entry.rows.join(' ') }];
		case 'restored':
			return [{ ...source, kind: 'restored from a backup' }];
		case 'giver':
			return [{ ...source, kind: 'gives rows back after a backup' }];
		case 'volume':
			return [{ ...source, kind: 'goes on in the next part' }];
	}
}

function pick({ row, received, written, author, device, hash }: Omit<Line, 'kind'>): Omit<Line, 'kind'> {
	return { row, received, ...(written !== undefined && { written }), author, device, hash };
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe: what was said exactly is in the JSON. */
function cell(value: string): string {
	const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
