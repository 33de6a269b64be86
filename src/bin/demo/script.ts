/**
 * The scripts in which the demo's conversations are written, so that they read as conversations:
 *
 *     == field-ops @-1                               a room, and the working day (0 is the newest); or `@sat-1`, `@sun-1`; or days from when the
                                                    room began (`@room+2`) or somebody did (`@nadia+0`)
 *     == field-ops a=mitch,jamie b=* months=10-3 max=2   or, of a scenario: who may play which part, when in the year, how often
 *     mitch 16:20 #notes: Text of a message.         a time on that day; `+12` minutes after the line before; `next`, `next 14:00` working day
 *       + 👍 emma sarah                              reactions; `*2` is any two others
 *       edit +3: Text after the edit.
 *       delete +10
 *     sarah +5 >notes: A reply to `#notes`.
 *     mitch 11:40 ~09:12: Written offline at 09:12; in a scenario `~95` is minutes before.
 *     b? +4: Now and then left out; `b?1` and `a?1` only together.
 *
 * In texts `{one|other}` is a choice and `{place}` a slot (slots.ts); `⏎` is a line break.
 */
import { PERSON, type PersonKey } from './cast.ts';

export interface ScriptReaction {
	emoji: string;
	/** Names, or `*n`. */
	by: string[];
}

export type ScriptTime =
	| { kind: 'clock'; minutes: number }
	| { kind: 'after'; minutes: number }
	| { kind: 'next'; minutes: number | undefined };

export interface ScriptLine {
	speaker: string;
	/** Lines of one group are said or left out together; a line that is always said has none. */
	optional?: string;
	time: ScriptTime;
	label?: string;
	re?: string;
	written?: { kind: 'clock' | 'before'; minutes: number };
	text: string;
	reactions: ScriptReaction[];
	edits: { after: number; text: string }[];
	deleteAfter?: number;
}

export interface Script {
	room: string;
	day?: { from: 'day' | 'sat' | 'sun' | 'room' | PersonKey; count: number };
	/** Part -> who may play it; empty for anybody. */
	parts: Map<string, string[]>;
	months?: { from: number; to: number };
	weekend: boolean;
	/** How often a room may hear it in a year. */
	most: number;
	lines: ScriptLine[];
}

/** Unless a script says how often. */
const MOST = 7;

const LINE = /^(\w+)(\?\d?)? (\d\d:\d\d|\+\d+|next(?: \d\d:\d\d)?)((?: [#>~][\w:]+)*): (.+)$/u;
const REACTION = /^\+ (\S+)((?: \S+)+)$/u;
const EDIT = /^edit \+(\d+): (.+)$/u;
const DELETE = /^delete \+(\d+)$/;
const DAY = /^@([a-z]+)?([+-]?\d+)$/;

/** Reads the scripts of one text. Throws on a line that is none of the above: a script is source code. */
export function parseScripts(source: string): Script[] {
	const scripts: Script[] = [];
	for (const [index, raw] of source.split('\n').entries()) {
		const line = raw.trim();
		if (line === '') continue;
		const understood = line.startsWith('== ')
			? startScript(scripts, line)
			: continueScript(scripts.at(-1), line, /^\s/.test(raw));
		if (!understood) throw new SyntaxError(`Line ${index + 1} of a script: ${line}`);
	}
	return scripts;
}

function startScript(scripts: Script[], line: string): boolean {
	const [room, ...options] = line.slice(3).split(' ');
	if (!room) return false;
	const script: Script = { room, parts: new Map(), weekend: false, most: MOST, lines: [] };
	for (const option of options) {
		const day = DAY.exec(option);
		const [name, value] = option.split('=');
		if (day) {
			const from = day[1] ?? 'day';
			if (!isAnchor(from)) return false;
			script.day = { from, count: Number(day[2]) };
		} else if (option === 'weekend') {
			script.weekend = true;
		} else if (name === 'months' && value) {
			const [from, to] = value.split('-').map(Number);
			if (!from || !to) return false;
			script.months = { from, to };
			script.most = Math.min(script.most, 2);
		} else if (name === 'max') {
			script.most = Number(value);
		} else if (name && value) {
			script.parts.set(name, value === '*' ? [] : value.split(','));
		} else {
			return false;
		}
	}
	scripts.push(script);
	return true;
}

function isAnchor(name: string): name is NonNullable<Script['day']>['from'] {
	return ['day', 'sat', 'sun', 'room'].includes(name) || PERSON.has(name);
}

function continueScript(script: Script | undefined, line: string, indented: boolean): boolean {
	if (!script) return false;
	if (indented) return changeLine(script.lines.at(-1), line);
	const match = LINE.exec(line);
	if (!match) return false;
	const [, speaker = '', optional, time = '', marks = '', text = ''] = match;
	const result: ScriptLine = {
		speaker,
		time: parseTime(time),
		text: text.replaceAll('⏎', '\n'),
		reactions: [],
		edits: [],
	};
	// Without a number it is a group of its own.
	if (optional !== undefined) result.optional = optional === '?' ? `line ${script.lines.length}` : optional;
	for (const mark of marks.split(' ').filter(Boolean)) {
		const value = mark.slice(1);
		if (mark.startsWith('#')) result.label = value;
		else if (mark.startsWith('>')) result.re = value;
		else if (value.includes(':')) result.written = { kind: 'clock', minutes: parseClock(value) };
		else result.written = { kind: 'before', minutes: Number(value) };
	}
	script.lines.push(result);
	return true;
}

function changeLine(line: ScriptLine | undefined, change: string): boolean {
	if (!line) return false;
	const reaction = REACTION.exec(change);
	const edit = EDIT.exec(change);
	const removal = DELETE.exec(change);
	if (reaction?.[1] && reaction[2]) {
		line.reactions.push({ emoji: reaction[1], by: reaction[2].trim().split(' ') });
	} else if (edit?.[2]) {
		line.edits.push({ after: Number(edit[1]), text: edit[2].replaceAll('⏎', '\n') });
	} else if (removal) {
		line.deleteAfter = Number(removal[1]);
	} else {
		return false;
	}
	return true;
}

function parseTime(time: string): ScriptTime {
	if (time.startsWith('+')) return { kind: 'after', minutes: Number(time.slice(1)) };
	if (!time.startsWith('next')) return { kind: 'clock', minutes: parseClock(time) };
	const clock = time.slice(5);
	return { kind: 'next', minutes: clock === '' ? undefined : parseClock(clock) };
}

function parseClock(text: string): number {
	const [hours, minutes] = text.split(':').map(Number);
	return (hours ?? 0) * 60 + (minutes ?? 0);
}
