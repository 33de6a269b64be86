/**
 * Judges a text document's rows again, from the first (SPEC X10, L8): that each update is an update of this text, follows what stands, and is by somebody
 * who was entitled to it. Written from the SPEC and not from the relay's index, so that a mistake there is found here.
 */
import { deviceOf } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { conversationTextRight, editorialRight } from '#lib/domain/document-rights.ts';
import { TEXT_ROOT } from '#lib/domain/text-root.ts';
import { isUuid, type TextName } from '../document-name.ts';
import type { LogRow } from '../log-row.ts';
import { sameBytes, type Sha256 } from '../row-chain.ts';
import { decodePayload } from '../row-payload.ts';
import { decodeForgetting, decodeTextErasure, hashLeft, leftOf } from '../text-rewriting.ts';
import type { OrganisationHistory } from './organisation-history.ts';
import { readBareUpdate, readTextUpdate, type TextStruct, type TextUpdate } from './text-update.ts';

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
	/** What is left of rows that were rewritten, and what the newest row that names one says is (SPEC G11). */
	readonly #left = new Map<number, Uint8Array>();
	readonly #named = new Map<number, { hash: Uint8Array; isErasure: boolean }>();
	readonly #sealed = new Set<number>();
	readonly #sha256: Sha256;

	/** @param history undefined when no organisation's log names the document, its conversation or its user */
	constructor(document: string, name: TextName, history: OrganisationHistory | undefined, sha256: Sha256) {
		this.#sha256 = sha256;
		this.#document = document;
		this.name = name;
		this.#history = history;
	}

	/**
	 * Reads the next row, whose chain was verified. What is wrong with it, in words; null for nothing.
	 * @param sealed its payload is the header alone (SPEC E3): what it holds is not judged, nor where what follows it stands
	 */
	take(row: Row, sealed = false, payload = decodePayload(row.payload)): string | null {
		const { epoch, position, organisationRows, entries, run, erased, left } = payload;
		const isOwn = row.kind === 'erase' || row.kind === 'forget';
		if (row.kind !== 'text' && !isOwn) return `a text has no rows of the kind ${row.kind}`;
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
		if (sealed) this.#sealed.add(row.seq);
		if (isOwn && sealed) return this.#byRelay(row);
		if (isOwn)
			return erased.length > 0
				? 'content is gone that nobody may erase'
				: (this.#byRelay(row) ?? this.#rewrites(row, run.values, organisationRows));
		if (left) this.#left.set(row.seq, hashLeft(this.#sha256, left).slice());
		let update: TextUpdate | null = null;
		try {
			if (!sealed) update = readTextUpdate(run.values);
		} catch {
			return 'it holds no update of a text';
		}
		const fault = this.#entitled(row, update, organisationRows);
		return fault ?? (update && this.#isWhole ? this.#follows(update) : null);
	}

	/** No row follows. A row that is rewritten otherwise than one says (SPEC G11); null for none. */
	finish(): { row: number; words: string } | null {
		const rows = [...new Set([...this.#left.keys(), ...this.#named.keys()])].sort((a, b) => a - b);
		for (const row of rows) {
			const [left, named] = [this.#left.get(row), this.#named.get(row)];
			if (!named) return { row, words: 'some of its content is gone, and no erasure names it' };
			if (!left && this.#sealed.has(row)) continue;
			if (!left) return { row, words: 'its words are still there, and a later row says that they are gone' };
			if (!sameBytes(left, named.hash))
				return { row, words: 'something else is left of it than a later row says' };
		}
		return null;
	}

	/** Rows of which words are gone by legal request. */
	get erased(): number {
		return [...this.#named.values()].filter(({ isErasure }) => isErasure).length;
	}

	#byRelay({ kind, user, device }: Row): string | null {
		if (user !== SYSTEM_USER || device !== 0) return 'it is not by the relay';
		return kind === 'forget' && this.name.of !== 'u' ? 'only drafts are forgotten' : null;
	}

	/** SPEC G11, X15: what the relay says is left of earlier rows. */
	#rewrites({ kind, seq }: Row, values: Uint8Array, rows: number): string | null {
		const isErasure = kind === 'erase';
		const erasure = isErasure ? decodeTextErasure(values) : undefined;
		const forgetting = isErasure ? undefined : decodeForgetting(values);
		const named = erasure
			? leftOf(erasure.rows, erasure.left)
			: forgetting && leftOf(forgetting.forget, forgetting.left);
		if (!named) return 'it says nothing of what is left';
		for (const [row, hash] of named) {
			if (row >= seq) return `it says what is left of row ${row}, which is none before it`;
			this.#named.set(row, { hash, isErasure: isErasure || this.#named.get(row)?.isErasure === true });
		}
		if (!erasure) return null;
		const approved = this.#history?.approvedErasure(erasure.erase, rows);
		if (approved?.by !== erasure.by || approved.and !== erasure.and)
			return `it erases by request ${erasure.erase}, which two people of the organisation did not ask for and approve`;
		try {
			const update = readBareUpdate(erasure.update);
			return this.#isWhole ? this.#follows(update) : null;
		} catch {
			return 'it holds no update of a text';
		}
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
