/**
 * Judges a text document's rows again, from the first (SPEC X10, L8): that each update is an update of this text, follows what stands, and is by somebody
 * who was entitled to it. Written from the SPEC and not from the relay's index, so that a mistake there is found here.
 */
import { deviceOf } from '#lib/domain/client-id.ts';
import { conversationTextRight, editorialRight } from '#lib/domain/document-rights.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { isUuid, type TextName } from '../document-name.ts';
import type { LogRow } from '../log-row.ts';
import { decodePayload } from '../row-payload.ts';
import type { OrganisationHistory } from './organisation-history.ts';
import { readTextUpdate, type TextStruct, type TextUpdate } from './text-update.ts';

type Row = Omit<LogRow, 'salts'>;

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
	/** No row was sealed so far. */
	#isWhole = true;
	readonly #next = new Map<number, number>();

	/** @param history undefined when no organisation's log names the document, its conversation or its user */
	constructor(document: string, name: TextName, history: OrganisationHistory | undefined) {
		this.#document = document;
		this.name = name;
		this.#history = history;
	}

	/**
	 * Reads the next row, whose chain was verified. What is wrong with it, in words; null for nothing.
	 * @param sealed its payload is the header alone (SPEC E3): what it holds is not judged, nor where what follows it stands
	 */
	take(row: Row, sealed = false, payload = decodePayload(row.payload)): string | null {
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
		this.#isWhole &&= !sealed;
		let update: TextUpdate | null = null;
		try {
			if (!sealed) update = readTextUpdate(run.values);
		} catch {
			return 'it holds no update of a text';
		}
		const fault = this.#entitled(row, update, organisationRows);
		return fault ?? (update && this.#isWhole ? this.#follows(update) : null);
	}

	/** By the organisation's log as it stood. */
	#entitled({ user, device }: Row, update: TextUpdate | null, rows: number): string | null {
		for (const { client } of update?.sections ?? [])
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
	#follows({ sections, deletes }: TextUpdate): string | null {
		for (const { client, clock } of sections) {
			const next = this.#nextOf(client);
			if (clock !== next) return `it begins at clock ${clock} of client ${client}, where ${next} is next`;
		}
		const waiting = new Set(
			sections
				.filter(({ structs }) => structs.length > 0)
				.map(({ client, structs }) => ({ client, structs: [...structs] })),
		);
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

	#isPlaced({ origin, rightOrigin }: TextStruct): boolean {
		return [origin, rightOrigin].every((name) => !name || name[1] < this.#nextOf(name[0]));
	}

	#isRoot(root: string): boolean {
		return this.name.of === 'u' ? isUuid(root) : root === TEXT_ROOT;
	}

	#nextOf(client: number): number {
		return this.#next.get(client) ?? 0;
	}
}
