/**
 * Fills the slots of a script's text. `{a|b}` chooses; `{place}` draws from the world's words and stays the same through the thread, `{place2}`
 * is another one; `{x=40-90/5}`, `{t=08:30-15:00}`, `{d=wd+2}`, `{why=rain|ice}` draw once and are then `{x}`, `{t}`, `{d}`, `{why}`. `{q~a|b}` chooses
 * as every other choice named `q` of the thread does, so that an answer fits its question. `{person.he}` (him, his) is drawn before. Dates count from the
 * message's day: `{wd+2}` working days, `{date+7}` calendar days, `{month+1}`, `{tomorrow}`, `{yesterday}`. `{^x}` begins a sentence.
 */
import {
	addDays,
	addWorkdays,
	clockWords,
	dateWords,
	monthName,
	startOfDay,
	weekdayName,
} from './calendar.ts';
import type { Random } from './random.ts';
import { MEN, WORDS } from './world.ts';

/** Words that a person says anew each time. */
const PASSING = new Set(['thanks', 'yes', 'sorry']);

export interface Filling {
	random: Random;
	/** Of the message, ms. */
	time: number;
	/** What the thread has drawn so far; parts are in it from the beginning. */
	drawn: Map<string, string>;
}

export function fill(text: string, filling: Filling): string {
	const filled = fillPart(text, filling).replace(/ {2,}/g, ' ').trim();
	return filled.charAt(0).toUpperCase() + filled.slice(1);
}

function fillPart(text: string, filling: Filling): string {
	let result = '';
	for (let at = 0; at < text.length;) {
		const open = text.indexOf('{', at);
		if (open < 0) return result + text.slice(at);
		const close = closingBrace(text, open);
		result += text.slice(at, open) + fillSlot(text.slice(open + 1, close), filling);
		at = close + 1;
	}
	return result;
}

function closingBrace(text: string, open: number): number {
	let depth = 0;
	for (let at = open; at < text.length; at++) {
		if (text[at] === '{') depth++;
		if (text[at] === '}' && --depth === 0) return at;
	}
	throw new SyntaxError(`A brace is never closed: ${text}`);
}

function fillSlot(slot: string, filling: Filling): string {
	const linked = /^(\w+)~(.+)$/s.exec(slot);
	if (linked?.[1] && linked[2]) return fillPart(linkedChoice(linked[1], linked[2], filling), filling);
	const pronoun = /^(\w+)\.(he|him|his)$/.exec(slot);
	if (pronoun?.[1] && pronoun[2]) return pronounOf(filling.drawn.get(pronoun[1]) ?? '', pronoun[2]);
	const binding = /^(\w+)=(.+)$/s.exec(slot);
	if (binding?.[1] && binding[2]) {
		const known = filling.drawn.get(binding[1]);
		if (known !== undefined) return known;
		const value = draw(binding[2], filling);
		filling.drawn.set(binding[1], value);
		return value;
	}
	if (slot.startsWith('^')) {
		const value = fillSlot(slot.slice(1), filling);
		return value.charAt(0).toUpperCase() + value.slice(1);
	}
	return filling.drawn.get(slot) ?? draw(slot, filling);
}

function draw(slot: string, filling: Filling): string {
	const choices = splitChoices(slot);
	if (choices.length > 1) return fillPart(filling.random.pick(choices), filling);
	return drawNumber(slot, filling.random) ?? dayWord(slot, filling.time) ?? drawWord(slot, filling);
}

function linkedChoice(name: string, text: string, { random, drawn }: Filling): string {
	const choices = splitChoices(text);
	const known = drawn.get(`~${name}`);
	const index = known === undefined ? random.integer(0, choices.length - 1) : Number(known);
	drawn.set(`~${name}`, String(index));
	const choice = choices[index];
	if (choice === undefined) throw new SyntaxError(`The choices named ${name} are not equally many: ${text}`);
	return choice;
}

const SHE: Record<string, string> = { he: 'she', him: 'her', his: 'her' };

function pronounOf(person: string, he: string): string {
	return person.startsWith('Mr ') || MEN.has(person) ? he : (SHE[he] ?? he);
}

/** Splits at the bars that are in no inner braces. */
function splitChoices(text: string): string[] {
	const choices: string[] = [];
	let depth = 0;
	let from = 0;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '{') depth++;
		else if (text[at] === '}') depth--;
		else if (text[at] === '|' && depth === 0) {
			choices.push(text.slice(from, at));
			from = at + 1;
		}
	}
	return [...choices, text.slice(from)];
}

/** `40-90`, `200-900/25` or `08:30-15:00` (quarters of an hour). */
function drawNumber(slot: string, random: Random): string | undefined {
	const clocks = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(slot);
	if (clocks) {
		const [from = 0, fromMinute = 0, to = 0, toMinute = 0] = clocks.slice(1).map(Number);
		return clockWords(15 * random.integer((from * 60 + fromMinute) / 15, (to * 60 + toMinute) / 15));
	}
	const range = /^(\d+)-(\d+)(?:\/(\d+))?$/.exec(slot);
	if (!range) return undefined;
	const step = Number(range[3] ?? 1);
	return (step * random.integer(Number(range[1]) / step, Number(range[2]) / step)).toLocaleString('en-GB');
}

function dayWord(slot: string, time: number): string | undefined {
	const match = /^(wd|date|month)([+-]\d+)?$/.exec(slot);
	const count = Number(match?.[2] ?? 0);
	switch (match?.[1] ?? slot) {
		case 'wd':
			return weekdayName(addWorkdays(time, count));
		case 'date':
			return dateWords(addDays(time, count));
		case 'month':
			return monthName(time, count);
		case 'tomorrow':
			return nearWord(time, 1, 'tomorrow');
		case 'yesterday':
			return nearWord(time, -1, 'yesterday');
	}
	return undefined;
}

function nearWord(time: number, count: 1 | -1, word: string): string {
	const day = addWorkdays(time, count);
	return day === addDays(startOfDay(time), count) ? word : `on ${weekdayName(day)}`;
}

/** A word of the world, other than those that the thread has drawn from the same list. */
function drawWord(slot: string, filling: Filling): string {
	const words = WORDS[slot.replace(/\d+$/, '')];
	if (!words) throw new SyntaxError(`Nothing fills {${slot}}.`);
	const taken = new Set(filling.drawn.values());
	const free = words.filter((word) => !taken.has(word));
	const value = filling.random.pick(free.length > 0 ? free : words);
	if (!PASSING.has(slot)) filling.drawn.set(slot, value);
	return value;
}
