/**
 * The events of a conversation (SPEC D3-D4): their shapes, and the one parser that everybody reads them with.
 * Key order is part of the shape, because an event's bytes are digested (SPEC D6).
 */
import { isFileList, type AttachedFile } from './attached-file.ts';

/** `(client, clock)` of an event in the same volume. */
export type EventRef = readonly [client: number, clock: number];
/** An event in any volume of the conversation. */
export type VolumeRef = readonly [volume: number, client: number, clock: number];
/** The refused copy that this event replaces: `(client, clock)` and the digest of its bytes (SPEC D9). */
export type Was = readonly [client: number, clock: number, digest: number];

/** What a forward was taken from (SPEC D13): an event of any conversation, its author's user id, and when it was received, ms. */
export type Forwarded = readonly [
	conversation: string,
	volume: number,
	client: number,
	clock: number,
	author: string,
	receivedAt: number,
];

export interface MessageEvent {
	k: 'm';
	at: number;
	b: string;
	fi?: readonly AttachedFile[];
	re?: VolumeRef;
	fw?: Forwarded;
	/** Minutes by which the author's clock was ahead of UTC (SPEC D15). */
	tz?: number;
	was?: Was;
}
export interface EditEvent {
	k: 'e';
	at: number;
	of: EventRef;
	b: string;
	was?: Was;
}
export interface DeleteEvent {
	k: 'd';
	at: number;
	of: EventRef;
	mod?: true;
	was?: Was;
}
export interface ReactionEvent {
	k: 'r';
	at: number;
	of: EventRef;
	e: string;
	on: boolean;
	was?: Was;
}
export const SYSTEM_ACTIONS = [
	'created',
	'added',
	'removed',
	'joined',
	'left',
	'renamed',
	'auto-replied',
] as const;
export type SystemAction = (typeof SYSTEM_ACTIONS)[number];
/** The author of system events in every ledger. */
export const SYSTEM_USER = 'system';
export interface SystemEvent {
	k: 's';
	at: number;
	a: SystemAction;
	by?: string;
	who?: string;
	name?: string;
}
/** What a person may write. */
export type AuthoredEvent = MessageEvent | EditEvent | DeleteEvent | ReactionEvent;
export type ConversationEvent = AuthoredEvent | SystemEvent;

/** The largest body in bytes of UTF-8. */
export const MAX_BODY_BYTES = 16_384;
export const MAX_REACTION_BYTES = 64;
const MAX_NAME_BYTES = 512;

export type EventError = 'SCHEMA' | 'UPDATE_TOO_LARGE';
export type ParsedEvent = { ok: true; event: ConversationEvent } | { ok: false; error: EventError };

const KEYS: Record<ConversationEvent['k'], { required: readonly string[]; optional: readonly string[] }> = {
	m: { required: ['k', 'at', 'b'], optional: ['fi', 're', 'fw', 'tz', 'was'] },
	e: { required: ['k', 'at', 'of', 'b'], optional: ['was'] },
	d: { required: ['k', 'at', 'of'], optional: ['mod', 'was'] },
	r: { required: ['k', 'at', 'of', 'e', 'on'], optional: ['was'] },
	s: { required: ['k', 'at', 'a'], optional: ['by', 'who', 'name'] },
};

const SCHEMA: ParsedEvent = { ok: false, error: 'SCHEMA' };
const TOO_LARGE: ParsedEvent = { ok: false, error: 'UPDATE_TOO_LARGE' };

/** Reads one value of a log. Never throws: whatever is not an event of SPEC D3, key order included, is an error. */
export function parseEvent(value: unknown): ParsedEvent {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return SCHEMA;
	const event = value as Record<string, unknown>;
	const kind = event.k;
	if (kind !== 'm' && kind !== 'e' && kind !== 'd' && kind !== 'r' && kind !== 's') return SCHEMA;
	if (!hasKeysInOrder(event, KEYS[kind])) return SCHEMA;
	if (!isCount(event.at)) return SCHEMA;
	if ('was' in event && !isTuple(event.was, 3)) return SCHEMA;
	if ('of' in event && !isTuple(event.of, 2)) return SCHEMA;
	if ('fi' in event && !isFileList(event.fi)) return SCHEMA;
	if ('re' in event && !isTuple(event.re, 3)) return SCHEMA;
	if ('fw' in event && !isForwarded(event.fw)) return SCHEMA;
	if ('tz' in event && !isOffset(event.tz)) return SCHEMA;
	switch (kind) {
		case 'm':
		case 'e':
			if (!isText(event.b) || event.b.trim() === '') return SCHEMA;
			if (utf8Length(event.b) > MAX_BODY_BYTES) return TOO_LARGE;
			break;
		case 'd':
			if ('mod' in event && event.mod !== true) return SCHEMA;
			break;
		case 'r':
			if (!isText(event.e) || event.e === '' || utf8Length(event.e) > MAX_REACTION_BYTES) return SCHEMA;
			if (typeof event.on !== 'boolean') return SCHEMA;
			break;
		case 's':
			if (!SYSTEM_ACTIONS.includes(event.a as SystemAction)) return SCHEMA;
			for (const key of ['by', 'who', 'name']) {
				const text = event[key];
				if (key in event && (!isText(text) || utf8Length(text) > MAX_NAME_BYTES)) return SCHEMA;
			}
	}
	return { ok: true, event: value as ConversationEvent };
}

/** Same keys, none else, in the order of SPEC D3. */
function hasKeysInOrder(event: Record<string, unknown>, keys: (typeof KEYS)['m']): boolean {
	const actual = Object.keys(event);
	let position = 0;
	for (const key of keys.required) if (actual[position++] !== key) return false;
	for (const key of keys.optional) if (actual[position] === key) position++;
	return position === actual.length;
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0);
}

/** No zone was ever further from UTC. */
export const MAX_OFFSET_MINUTES = 14 * 60;

function isOffset(value: unknown): boolean {
	return Number.isInteger(value) && Math.abs(value as number) <= MAX_OFFSET_MINUTES && !Object.is(value, -0);
}

function isTuple(value: unknown, length: number): boolean {
	return Array.isArray(value) && value.length === length && value.every(isCount);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function isForwarded(value: unknown): boolean {
	if (!Array.isArray(value) || value.length !== 6) return false;
	const [conversation, volume, client, clock, author, receivedAt] = value as unknown[];
	const isId = (id: unknown) => typeof id === 'string' && UUID.test(id);
	return isId(conversation) && isId(author) && [volume, client, clock, receivedAt].every(isCount);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && !value.includes('\0') && isWellFormed(value);
}

// Linear and constant: any surrogate that is not half of a pair.
const LONE_SURROGATE = /\p{Surrogate}/u;
export function isWellFormed(text: string): boolean {
	return !LONE_SURROGATE.test(text);
}

/** Length in bytes of the UTF-8 encoding, without encoding it. */
export function utf8Length(text: string): number {
	let bytes = 0;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit < 0x80) bytes += 1;
		else if (unit < 0x800) bytes += 2;
		else if (unit >= 0xd800 && unit < 0xdc00) {
			bytes += 4;
			i++;
		} else bytes += 3;
	}
	return bytes;
}

/** Makes any typed or pasted text fit for a body: no lone surrogate, no NUL, LF line ends, no blank ends. */
export function cleanBody(text: string): string {
	return text
		.replace(/\p{Surrogate}/gu, '\uFFFD')
		.replaceAll('\0', '')
		.replace(/\r\n?/g, '\n')
		.trim();
}
