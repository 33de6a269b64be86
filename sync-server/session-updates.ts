/** The updates of one session on their way into the pipeline, and what its client hears of them: questions, refusals, an end. */
import { deviceOf } from '#lib/domain/client-id.ts';
import type { CloseName } from '#lib/protocol/close-codes.ts';
import type { RefusalCode, SecurityCode } from '#lib/protocol/refusals.ts';
import type { Speaker } from './access.ts';
import type { ClockRange, Decoded } from './decode.ts';
import type { Channel, SessionContext } from './document-session.ts';
import { step1Message } from './messages.ts';
import { devicesNamedBy } from './named-devices.ts';
import type { Member } from './open-document.ts';
import type { AnyRoom } from './rooms.ts';
import type { Queued } from './queued.ts';
import { inJudgingOrder } from './room-append.ts';

/** Own and targets' devices of one update. */
const MAX_DEVICES = 2000;
/** Frames that cannot be decoded, after which nothing more is read. */
const MAX_MALFORMED = 10;
/** Client ids that one session may be refused: more than any honest replica of a volume holds. */
const MAX_REFUSALS = 1000;
const MAX_ASKED = 1000;

export class SessionUpdates {
	readonly #member: Member;
	readonly #document: string;
	readonly #speaker: Speaker;
	readonly #channel: Channel;
	readonly #context: SessionContext;
	readonly #sticky: Queued['sticky'] = { clients: new Set(), deletes: false, device: null };
	/** Client id -> the clock that was asked for: once is enough. */
	readonly #asked = new Map<number, number>();
	/** Messages of a text that came and are not dealt with, and the number of the first of them. */
	readonly #open: boolean[] = [];
	#firstOpen = 0;
	#malformed = 0;
	#refusals = 0;
	#hasEnded = false;

	constructor(member: Member, document: string, speaker: Speaker, channel: Channel, context: SessionContext) {
		this.#member = member;
		this.#document = document;
		this.#speaker = speaker;
		this.#channel = channel;
		this.#context = context;
	}

	/** The session has ended: its client hears nothing more. */
	ended(): void {
		this.#hasEnded = true;
	}

	/** What was refused for want of a right may be sent once more. */
	forgetRefusals(): void {
		this.#sticky.clients.clear();
	}

	/**
	 * @param asksForGaps the client has answered the relay's step 1 (SPEC W6)
	 * @param free called when the update is done with
	 */
	submit(decoded: Decoded, room: AnyRoom, asksForGaps: boolean, free: () => void): void {
		const release = room.holds === 'text' ? this.#dealtWith(free) : free;
		if (!decoded.ok) return this.#refuseFrame(decoded.code, release);
		const { update } = decoded;
		// What is known stays known, so this needs no lock: most answers to a step 1 end here.
		if (room.isKnown(update)) return room.holds === 'text' ? room.whenSettled(release) : release();
		const devices = devicesNamedBy(update.sections, MAX_DEVICES);
		if (!devices) return this.#refuseFrame('TOO_MANY_NODES', release);
		if (room.holds === 'text')
			for (const device of [this.#speaker.device, this.#sticky.device])
				if (device !== null) devices.add(device);
		this.#context.pipeline.enqueue(room, {
			speaker: this.#speaker,
			source: this,
			payer: this.#context.budgets.of(this.#speaker.user),
			member: this.#member,
			bytes: update.bytes,
			sections: inJudgingOrder(update.sections),
			deletes: update.deletes,
			devices,
			receivedAt: null,
			outbox: null,
			firstAccepted: null,
			sticky: this.#sticky,
			report: {
				gap: (client, expected) => {
					if (asksForGaps) this.#askFrom(client, expected, room);
				},
				refused: (range, code, tombstoned) => this.#refuse(range, code, tombstoned),
				revoked: () => {
					this.#record('REVOKED', this.#speaker.device);
					this.#end('noAccess');
				},
				done: release,
				answered: release,
				failed: () => {
					free();
					this.#end('appendFailed');
				},
			},
		});
	}

	/** SPEC X11: the client is told how many of its messages have been dealt with, in their order. */
	#dealtWith(free: () => void): () => void {
		const number = this.#firstOpen + this.#open.length;
		this.#open.push(true);
		return () => {
			free();
			this.#open[number - this.#firstOpen] = false;
			const count = this.#open.indexOf(true);
			if (count === 0) return;
			const done = this.#open.splice(0, count < 0 ? this.#open.length : count);
			this.#firstOpen += done.length;
			if (!this.#hasEnded) this.#channel.stored?.(this.#firstOpen);
		};
	}

	/** SPEC R1: nothing of the frame is used. */
	#refuseFrame(code: RefusalCode, release: () => void): void {
		release();
		this.#refuse({ client: 0, clock: 0, length: 0 }, code, false);
		if (++this.#malformed >= MAX_MALFORMED) this.#tooMany();
	}

	#refuse(range: ClockRange, code: RefusalCode, tombstoned: boolean): void {
		// Each client id is refused once, so these are as many client ids.
		if (!tombstoned && ++this.#refusals > MAX_REFUSALS) return this.#tooMany();
		this.#record(code, range.client === 0 ? this.#speaker.device : deviceOf(range.client));
		if (!this.#hasEnded) this.#channel.refusal(range, code, tombstoned);
	}

	#tooMany(): void {
		this.#record('TOO_MANY_REFUSALS', this.#speaker.device);
		this.#end('malformed');
	}

	#record(code: SecurityCode, device: number | null): void {
		const { organisation, user } = this.#speaker;
		this.#context.security.record({ organisation, user, device, document: this.#document, code });
	}

	#askFrom(client: number, expected: number, room: AnyRoom): void {
		if (this.#hasEnded || this.#asked.get(client) === expected) return;
		if (this.#asked.size >= MAX_ASKED) this.#asked.clear();
		this.#asked.set(client, expected);
		this.#channel.message(step1Message(room.stateVector()));
	}

	#end(reason: CloseName): void {
		if (!this.#hasEnded) this.#member.end(reason);
	}
}
