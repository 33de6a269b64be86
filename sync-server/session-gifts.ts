/** What the client of one session gives back after a restore (SPEC P7, P8), on its way into the pipeline. */
import type { Speaker } from './access.ts';
import type { Channel, SessionContext } from './document-session.ts';
import { readGiven, type GiftOutcome } from './given.ts';
import type { Member } from './open-document.ts';
import type { QueuedGift } from './queued.ts';
import { Room } from './room.ts';
import type { AnyRoom } from './rooms.ts';

export class SessionGifts {
	readonly #member: Member;
	readonly #document: string;
	readonly #speaker: Speaker;
	readonly #given: Channel['given'];
	readonly #context: SessionContext;
	#isWaiting = false;

	constructor(
		member: Member,
		document: string,
		speaker: Speaker,
		given: Channel['given'],
		context: SessionContext,
	) {
		this.#member = member;
		this.#document = document;
		this.#speaker = speaker;
		this.#given = given;
		this.#context = context;
	}

	/** One at a time: the next is given when this one is answered. False for who does not wait. */
	give(bytes: Uint8Array, room: AnyRoom): boolean {
		if (this.#isWaiting) return false;
		const { signer, budgets, pipeline } = this.#context;
		if (!signer || !(room instanceof Room)) {
			this.#answer({ rows: 0, code: '' });
			return true;
		}
		const payer = budgets.of(this.#speaker.user);
		const read = payer.charge(() => readGiven(this.#document, bytes, signer));
		if (read === undefined || read === 'RECEIPT_INVALID') {
			this.#answer({ rows: 0, code: read ?? 'MALFORMED' });
			return true;
		}
		const gift: QueuedGift = { given: read, outcome: null };
		const done = () => this.#answer(gift.outcome!);
		this.#isWaiting = true;
		pipeline.enqueue(room, {
			speaker: this.#speaker,
			source: this,
			payer,
			member: null,
			bytes: NOTHING,
			sections: [],
			deletes: [],
			devices: read.devices,
			receivedAt: null,
			outbox: null,
			firstAccepted: null,
			sticky: { clients: new Set(), deletes: false, device: null },
			given: gift,
			report: {
				gap: done,
				refused: done,
				revoked: done,
				done,
				answered: done,
				failed: () => this.#member.end('appendFailed'),
			},
		});
		return true;
	}

	#answer({ rows, code }: GiftOutcome): void {
		this.#isWaiting = false;
		const { organisation, user, device } = this.#speaker;
		if (code !== '')
			this.#context.security.record({ organisation, user, device, document: this.#document, code });
		this.#given?.(rows, code);
	}
}

const NOTHING = new Uint8Array(0);
