/** Turns one script into planned events: who plays which part, what fills the slots, when each line is said. */
import { PERSON, type PersonKey } from './cast.ts';
import { addWorkdays, MINUTE, minutesOfDay, startOfDay, timeOn } from './calendar.ts';
import type { PlannedEvent, PlannedMessage } from './plan.ts';
import type { Random } from './random.ts';
import type { Script, ScriptLine } from './script.ts';
import { fill } from './slots.ts';
import { setMarks, speakLoosely, speaksLoosely } from './voice.ts';

export interface Staging {
	random: Random;
	script: Script;
	/** The room's key; a script for `dm` is staged in many. */
	room: string;
	/** Who is there, in no order. */
	present: readonly PersonKey[];
	/** Part -> person; the names themselves for dated scripts. */
	players: ReadonlyMap<string, PersonKey>;
	/** Midnight of the thread's first day. */
	day: number;
	/** Of its first line, unless that says one: minutes since midnight. */
	start: number;
	/** Does the thread keep to the clock of its script, or does it drift as conversations do? */
	exact: boolean;
	/** Ids of the plan, taken one by one. */
	nextId: () => number;
	/** Messages that may be answered by their label. */
	labels: Map<string, PlannedMessage>;
	/** Asked for each text, before it is put into somebody's mouth. Without it every text is good. */
	isGood?: (text: string, time: number) => boolean;
}

/** Nobody starts to write after this, unless the script says so. */
const EVENING = 18 * 60 + 30;

/** One thread's events, in order; undefined as soon as one of its texts is not good. */
export function composeThread(staging: Staging): PlannedEvent[] | undefined {
	const { script, random } = staging;
	const drawn = new Map<string, string>();
	for (const [part, person] of staging.players) drawn.set(part, PERSON.get(person)?.first ?? person);
	const leftOut = new Map<string, boolean>();
	const isLeftOut = (group: string) => {
		const known = leftOut.get(group) ?? random.chance(0.45);
		leftOut.set(group, known);
		return known;
	};
	const events: PlannedEvent[] = [];
	let last = timeOn(staging.day, staging.start);
	for (const [index, line] of script.lines.entries()) {
		if (line.optional !== undefined && isLeftOut(line.optional)) continue;
		const by = staging.players.get(line.speaker);
		if (!by) throw new Error(`Nobody plays ${line.speaker} in ${staging.room}: ${line.text}`);
		last = timeOf(staging, line, last, index === 0);
		const plain = fill(line.text, { random, time: last, drawn });
		if (staging.isGood?.(plain, last) === false) return undefined;
		const isLoose = speaksLoosely(by, (probability) => random.chance(probability));
		const say = (text: string) => setMarks(isLoose ? speakLoosely(text) : text);
		const message: PlannedMessage = {
			kind: 'message',
			id: staging.nextId(),
			room: staging.room,
			by,
			at: writtenAt(staging, line, last),
			receivedAt: last,
			text: say(plain),
		};
		const answered = line.re === undefined ? undefined : staging.labels.get(line.re);
		if (answered) message.re = answered.id;
		if (line.label) staging.labels.set(line.label, message);
		events.push(
			message,
			...changesOf(staging, line, message, (text) => say(fill(text, { random, time: last, drawn }))),
		);
	}
	return events;
}

function timeOf({ random, day, exact }: Staging, line: ScriptLine, last: number, first: boolean): number {
	const { time } = line;
	const seconds = exact ? random.integer(2, 24) * 1000 : random.integer(2, 57) * 1000;
	if (time.kind === 'clock') {
		const drift = exact ? 0 : random.integer(-14, 14);
		return Math.max(timeOn(day, time.minutes + drift), first ? 0 : last) + seconds;
	}
	if (time.kind === 'next') {
		const minutes = time.minutes ?? random.integer(8 * 60 + 35, 10 * 60 + 20);
		return timeOn(addWorkdays(last, 1), minutes + random.integer(-18, 18)) + seconds;
	}
	if (first) return last + seconds;
	const pause = exact ? time.minutes : Math.max(1, Math.round(time.minutes * (0.6 + random.next() * 0.9)));
	const then = last + pause * MINUTE;
	const nextMorning = pause >= 40 && minutesOfDay(then) > EVENING;
	return (
		(nextMorning ? timeOn(addWorkdays(startOfDay(last), 1), 8 * 60 + 30 + random.integer(0, 70)) : then) +
		seconds
	);
}

function writtenAt({ day, random }: Staging, line: ScriptLine, receivedAt: number): number {
	if (!line.written) return receivedAt - random.integer(40, 400);
	if (line.written.kind === 'clock') return timeOn(day, line.written.minutes) + random.integer(1, 50) * 1000;
	return receivedAt - line.written.minutes * MINUTE - random.integer(1, 500) * 1000;
}

function changesOf(
	staging: Staging,
	line: ScriptLine,
	message: PlannedMessage,
	write: (text: string) => string,
): PlannedEvent[] {
	const { random } = staging;
	const events: PlannedEvent[] = [];
	const change = (by: PersonKey, minutes: number) => {
		const receivedAt = message.receivedAt + Math.round(minutes * MINUTE);
		return { room: message.room, by, of: message.id, at: receivedAt - random.integer(40, 400), receivedAt };
	};
	for (const { emoji, by } of line.reactions) {
		for (const person of reactors(staging, by, message.by)) {
			events.push({ kind: 'reaction', emoji, ...change(person, 0.4 + random.next() * 24) });
		}
	}
	for (const edit of line.edits) {
		events.push({ kind: 'edit', text: write(edit.text), ...change(message.by, edit.after) });
	}
	if (line.deleteAfter !== undefined)
		events.push({ kind: 'delete', ...change(message.by, line.deleteAfter) });
	return events;
}

/** Names, parts, or `*2` for any two who did not write it. */
function reactors(
	{ random, present, players }: Staging,
	names: readonly string[],
	author: PersonKey,
): PersonKey[] {
	return names.flatMap((name) => {
		if (name.startsWith('*')) {
			const others = random.shuffle(present.filter((person) => person !== author));
			return others.slice(0, random.integer(1, Number(name.slice(1))));
		}
		const person = players.get(name);
		if (!person) throw new Error(`Nobody is ${name}.`);
		return [person];
	});
}
