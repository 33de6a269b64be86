import { expect, test } from 'vitest';
import { concernOf, isWanted, LEVELS } from './concern.ts';
import type { Forwarded, MessageEvent } from './events.ts';

const ANN = '0191e1a0-0000-7000-8000-00000000000a';
const BEN = '0191e1a0-0000-7000-8000-00000000000b';
const fw: Forwarded = [ANN, 0, 65_537, 0, ANN, 1];
const message = (b: string, over: Partial<MessageEvent> = {}): MessageEvent => ({
	k: 'm',
	at: 1,
	b,
	...over,
});
const inRoom = { author: ANN, direct: false, answered: null };

test('[B3] a message concerns every other member, by what it is to him', () => {
	expect(concernOf(message('Hello'), BEN, inRoom)).toBe('message');
	expect(concernOf(message('Hello'), BEN, { ...inRoom, direct: true })).toBe('direct');
	expect(concernOf(message(`Hello <@${BEN}>`), BEN, inRoom)).toBe('mention');
	expect(concernOf(message('Hello <@everyone>'), BEN, inRoom)).toBe('mention');
	expect(concernOf(message('Hello'), BEN, { ...inRoom, answered: BEN })).toBe('reply');
	expect(concernOf(message(`Hello <@${BEN}>`), BEN, { ...inRoom, author: BEN })).toBeNull();
});

test('[B3] who forwards a mention mentions nobody', () => {
	expect(concernOf(message(`Hello <@${BEN}>`, { fw }), BEN, inRoom)).toBe('message');
});

test('[B3] of system lines only that he was added by another, and no edit or reaction', () => {
	expect(concernOf({ k: 's', at: 1, a: 'added', by: ANN, who: BEN }, BEN, inRoom)).toBe('added');
	expect(concernOf({ k: 's', at: 1, a: 'added', by: BEN, who: BEN }, BEN, inRoom)).toBeNull();
	expect(concernOf({ k: 's', at: 1, a: 'left', who: BEN }, BEN, inRoom)).toBeNull();
	expect(concernOf({ k: 'e', at: 1, of: [65_537, 0], b: `<@${BEN}>` }, BEN, inRoom)).toBeNull();
});

test('[B3] what a setting lets through', () => {
	const wanted = LEVELS.map((level) =>
		(['direct', 'mention', 'reply', 'message'] as const).map((each) => isWanted(each, level)),
	);
	expect(wanted).toEqual([
		[true, true, true, true],
		[true, true, true, false],
		[false, false, false, false],
	]);
});
