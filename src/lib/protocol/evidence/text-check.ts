/**
 * Judges a text document's rows again, from the first (SPEC X10, L8): that each update is an update of this text, follows what stands, and is by somebody
 * who was entitled to it. Written from the SPEC and not from the relay's index, so that a mistake there is found here.
 */
import * as decoding from 'lib0/decoding';
import { deviceOf } from '#lib/domain/client-id.ts';
import { conversationTextRight, editorialRight } from '#lib/domain/document-rights.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { isUuid, type TextName } from '../document-name.ts';
import type { LogRow } from '../log-row.ts';
import { decodePayload } from '../row-payload.ts';
import type { OrganisationHistory } from './organisation-history.ts';

interface Struct {
	clock: number;
	length: number;
	/** The items to its left and right, as far as it names them. */
	names: (readonly [client: number, clock: number])[];
	root: string | null;
}

interface Section {
	client: number;
	clock: number;
	structs: Struct[];
}

interface Update {
	sections: Section[];
	deletes: { client: number; end: number }[];
}

export class TextCheck {
	readonly name: TextName;
	readonly epoch = 0;
	readonly ledgerLength = 0;
	readonly nextVolume = null;
	/** Of the last row, ms. */
	ledgerTime = 0;
	readonly #document: string;
	readonly #history: OrganisationHistory | undefined;
	#organisationRows = 0;
	readonly #next = new Map<number, number>();

	/** @param history undefined when no organisation's log names the document, its conversation or its user */
	constructor(document: string, name: TextName, history: OrganisationHistory | undefined) {
		this.#document = document;
		this.name = name;
		this.#history = history;
	}

	/** Reads the next row, whose chain was verified. What is wrong with it, in words; null for nothing. */
	take(row: LogRow, payload = decodePayload(row.payload)): string | null {
		const { epoch, position, organisationRows, entries, run } = payload;
		if (row.kind !== 'text') return `a text has no rows of the kind ${row.kind}`;
		if (epoch !== 0 || position !== 0 || entries.length > 0) return 'it has a ledger';
		if (organisationRows < this.#organisationRows)
			return `it was judged by row ${organisationRows} of the organisation's log, after one that was judged by row ${this.#organisationRows}`;
		if (this.#history && organisationRows > this.#history.rows)
			return `it was judged by ${organisationRows} rows of the organisation's log, which has ${this.#history.rows}`;
		if (row.receivedAt < this.ledgerTime) return 'its time is before that of the row before it';
		this.#organisationRows = organisationRows;
		this.ledgerTime = row.receivedAt;
		if (!run || run.client !== 0 || run.clock !== 0 || run.length !== 1 || run.count !== 1)
			return 'it does not hold one update';
		let update: Update;
		try {
			update = readUpdate(run.values);
		} catch {
			return 'it holds no update of a text';
		}
		return this.#entitled(row, update, organisationRows) ?? this.#follows(update);
	}

	/** By the organisation's log as it stood. */
	#entitled({ user, device }: LogRow, { sections }: Update, rows: number): string | null {
		for (const { client } of sections)
			if (deviceOf(client) !== device) return `it is of device ${device}, in the name of client ${client}`;
		const history = this.#history;
		if (!history) return 'its author is in no organisation that knows the document';
		const owner = history.ownerOf(device, rows);
		if (owner !== user)
			return `it is by ${user} on device ${device}, which was leased to ${owner ?? 'nobody'}`;
		if (history.isRevoked(device, rows)) return `it is by device ${device}, whose lease had ended`;
		const role = history.roleOf(user, rows);
		if (role === null) return `it is by ${user}, who had no account`;
		return this.#mayWrite(history, user, role, rows) ? null : `it is by ${user}, who might not write here`;
	}

	#mayWrite(history: OrganisationHistory, user: string, role: string, rows: number): boolean {
		const { of, id } = this.name;
		if (of === 'u') return id === user;
		if (of === 'd') return conversationTextRight(role, history.isMember(id, user, rows)) === 'write';
		const owner = history.ownerOfText(this.#document, rows);
		return owner !== undefined && editorialRight(role, owner === user) === 'write';
	}

	/** Each struct at the next clock, and what it names there before it. */
	#follows({ sections, deletes }: Update): string | null {
		for (const { client, clock } of sections) {
			const next = this.#nextOf(client);
			if (clock !== next) return `it begins at clock ${clock} of client ${client}, where ${next} is next`;
		}
		const waiting = new Set(sections.filter(({ structs }) => structs.length > 0));
		for (let isMoving = true; isMoving;) {
			isMoving = false;
			for (const section of waiting) {
				const { client, structs } = section;
				for (let struct = structs[0]; struct && this.#isPlaced(struct); struct = structs[0]) {
					if (struct.root !== null && !this.#isRoot(struct.root)) return 'it writes into a root that is none';
					this.#next.set(client, struct.clock + struct.length);
					structs.shift();
					isMoving = true;
				}
				if (structs.length === 0) waiting.delete(section);
			}
		}
		if (waiting.size > 0) return 'it names what is not there';
		return deletes.every(({ client, end }) => end <= this.#nextOf(client))
			? null
			: 'it deletes what is not there';
	}

	#isPlaced({ names }: Struct): boolean {
		return names.every(([client, clock]) => clock < this.#nextOf(client));
	}

	#isRoot(root: string): boolean {
		return this.name.of === 'u' ? isUuid(root) : root === TEXT_ROOT;
	}

	#nextOf(client: number): number {
		return this.#next.get(client) ?? 0;
	}
}

const DELETED = 1;
const STRING = 4;
const HAS_PARENT_SUB = 0b0010_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_ORIGIN = 0b1000_0000;

/** Throws for whatever is no update of strings and deletions. */
function readUpdate(value: Uint8Array): Update {
	const bytes: unknown = decoding.readAny(decoding.createDecoder(value));
	if (!(bytes instanceof Uint8Array)) throw new RangeError('no bytes');
	const decoder = decoding.createDecoder(bytes);
	const sections: Section[] = [];
	for (let left = decoding.readVarUint(decoder); left > 0; left--) sections.push(readSection(decoder));
	const deletes: Update['deletes'] = [];
	for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
		const client = decoding.readVarUint(decoder);
		for (let left = decoding.readVarUint(decoder); left > 0; left--)
			deletes.push({ client, end: decoding.readVarUint(decoder) + decoding.readVarUint(decoder) });
	}
	if (decoding.hasContent(decoder)) throw new RangeError('trailing bytes');
	if (new Set(sections.map(({ client }) => client)).size < sections.length)
		throw new RangeError('a client twice');
	return { sections, deletes };
}

function readSection(decoder: decoding.Decoder): Section {
	const count = decoding.readVarUint(decoder);
	const client = decoding.readVarUint(decoder);
	const clock = decoding.readVarUint(decoder);
	const section: Section = { client, clock, structs: [] };
	let at = clock;
	for (let i = 0; i < count; i++) {
		const info = decoding.readUint8(decoder);
		const content = info & 0b0001_1111;
		if ((content !== DELETED && content !== STRING) || info & HAS_PARENT_SUB) throw new RangeError('no text');
		const names: Struct['names'] = [];
		for (const flag of [HAS_ORIGIN, HAS_RIGHT_ORIGIN])
			if (info & flag) names.push([decoding.readVarUint(decoder), decoding.readVarUint(decoder)]);
		let root: string | null = null;
		if (names.length === 0) {
			if (decoding.readVarUint(decoder) !== 1) throw new RangeError('no root');
			root = decoding.readVarString(decoder);
		}
		const length =
			content === DELETED ? decoding.readVarUint(decoder) : decoding.readVarString(decoder).length;
		if (length === 0) throw new RangeError('an empty struct');
		section.structs.push({ clock: at, length, names, root });
		at += length;
	}
	return section;
}
