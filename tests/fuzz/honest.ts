/** What honest people write: every kind of event, of every size that is allowed. */
import * as Y from 'yjs';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import type { AuthoredEvent, EventRef, MessageEvent, Was } from '#lib/domain/events.ts';
import { digestBytes } from '#lib/domain/digest.ts';
import type { Prng } from '../simulation/prng.ts';
import type { DocumentBook } from './book.ts';
import { encoded, type KnownEvent } from './event-form.ts';

const WORDS = [
	'boiler',
	'ward 3',
	'späť',
	'試験',
	'👩🏽‍⚕️',
	'see ',
	'x',
	'"quoted"',
	'\n',
	'a\tb',
	'\u200f',
	'é',
	'\u2028',
];
const EMOJI = ['👍', '❤️', 'ok', '🇸🇰', 'a'.repeat(64)];
const TIMES = [0, 1, 63, 64, 2 ** 31 - 1, 2 ** 31, 2 ** 40, 1_700_000_000_000, 2 ** 53 - 1];

/** A body of 1 to 16,384 bytes. */
export function someText(chance: Prng): string {
	if (chance.chance(0.01)) return 'z'.repeat(chance.pick([16_384, 16_383, 4096]));
	const words = Array.from({ length: chance.between(1, 5) }, () => chance.pick(WORDS));
	return `${words.join(' ')}${chance.below(1000)}`;
}

const NAMES = [
	'notes.txt',
	'späť.pdf',
	'試験.csv',
	'👩🏽‍⚕️.webp',
	'.profile',
	'a',
	'n'.repeat(255),
	'two words.tar.gz',
];
const TYPES = [
	'image/png',
	'application/octet-stream',
	'application/vnd.oasis.opendocument.text',
	`a/${'b'.repeat(98)}`,
];

/** 1 to 10 of them, each of any size that is allowed. */
function someFiles(chance: Prng): AttachedFile[] {
	const side = () => chance.pick([0, 1, 4000, 2 ** 31 - 1]);
	return Array.from({ length: chance.pick([1, 1, 2, 10]) }, () => [
		Buffer.from(chance.bytes(16))
			.toString('hex')
			.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
		chance.pick(NAMES),
		chance.pick(TYPES),
		someTime(chance),
		Buffer.from(chance.bytes(32)).toString('hex'),
		...([side(), side(), side()] as const),
		Buffer.from(chance.bytes(chance.pick([0, 25, 72]))).toString('base64url'),
	]);
}

export function someTime(chance: Prng): number {
	return chance.chance(0.2) ? chance.pick(TIMES) : 1_700_000_000_000 + chance.below(2 ** 31);
}

interface Target {
	ref: EventRef;
	event: KnownEvent;
	user: string;
}

/** What a replica of this state has of the document. */
export function targetsIn(book: DocumentBook, doc: Y.Doc): Target[] {
	const targets: Target[] = [];
	for (const { ref, event, user } of book.events())
		if (ref[1] < Y.getState(doc.store, ref[0]) && user !== 'system') targets.push({ ref, event, user });
	return targets;
}

export interface Writing {
	user: string;
	volume: number;
	/** New messages go to the newest volume. */
	isNewest: boolean;
	moderates: boolean;
	/** Not in every room, so that a kept seed draws as it did. */
	sendsFiles: boolean;
	targets: readonly Target[];
	/** Where his own next event will stand, and his own log in this replica. */
	client: number;
}

export function someEvent(
	chance: Prng,
	{ user, volume, isNewest, moderates, sendsFiles, targets }: Writing,
): AuthoredEvent {
	const at = someTime(chance);
	const messages = targets.filter(({ event }) => event.k === 'm');
	const own = messages.filter((target) => target.user === user);
	const kind = chance.weighted({ m: isNewest ? 50 : 3, e: 15, d: 8, mod: moderates ? 6 : 0, r: 15, was: 6 });
	const target = own.length > 0 ? chance.pick(own).ref : null;
	if (kind === 'e' && target) return { k: 'e', at, of: target, b: someText(chance) };
	if (kind === 'd' && target) return { k: 'd', at, of: target };
	if (kind === 'mod' && messages.length > 0) return { k: 'd', at, of: chance.pick(messages).ref, mod: true };
	if (kind === 'r' && targets.length > 0)
		return { k: 'r', at, of: chance.pick(targets).ref, e: chance.pick(EMOJI), on: chance.chance(0.8) };
	if (kind === 'was' && own.length > 0) return copyOf(chance.pick(own));
	const b = someText(chance);
	const files = sendsFiles && chance.chance(0.3) ? { fi: someFiles(chance) } : {};
	const offset = chance.chance(0.7) ? { tz: chance.between(-56, 56) * 15 } : {};
	if (targets.length > 0 && chance.chance(0.2)) {
		const [client, clock] = chance.pick(targets).ref;
		return { k: 'm', at, b, ...files, re: [volume, client, clock], ...offset };
	}
	return { k: 'm', at, b, ...files, ...offset };
}

/** As a client writes its texts again that another copy of its profile took the place of (SPEC D9). */
function copyOf({ ref, event }: Target): AuthoredEvent {
	const was: Was = event.was ?? [ref[0], ref[1], digestBytes(encoded(event))];
	const { at, b, fi, tz } = event as unknown as MessageEvent;
	return { k: 'm', at, b, ...(fi && { fi }), ...(tz !== undefined && { tz }), was };
}
