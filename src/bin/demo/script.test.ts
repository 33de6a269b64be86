import { describe, expect, test } from 'vitest';
import { CAST, PERSON, ROOMS, type PersonKey } from './cast.ts';
import { composeThread } from './compose.ts';
import { scenarioScripts } from './corpus.ts';
import { Random } from './random.ts';
import { parseScripts, type Script } from './script.ts';
import { fill } from './slots.ts';

const WEDNESDAY = new Date(2025, 5, 11, 10, 0).getTime();

function filled(text: string, seed = 1, drawn = new Map<string, string>()): string {
	return fill(text, { random: new Random(seed), time: WEDNESDAY, drawn });
}

describe('a script', () => {
	test('is read line by line', () => {
		const [script] = parseScripts(`
== field-ops a=mitch b=* months=11-2 max=1
a 09:11 #notes ~08:02: First.⏎Second line.
  + 👍 b *2
  edit +3: Changed.
b?1 +12 >notes: {One|Other}.
`);
		expect(script).toMatchObject({ room: 'field-ops', months: { from: 11, to: 2 }, most: 1 });
		expect(script?.lines).toMatchObject([
			{
				speaker: 'a',
				time: { kind: 'clock', minutes: 551 },
				label: 'notes',
				written: { kind: 'clock', minutes: 482 },
				text: 'First.\nSecond line.',
				reactions: [{ emoji: '👍', by: ['b', '*2'] }],
				edits: [{ after: 3, text: 'Changed.' }],
			},
			{ speaker: 'b', optional: '?1', time: { kind: 'after', minutes: 12 }, re: 'notes' },
		]);
	});

	test.each(['a 9:11: Early.', 'a 09:11 No colon', '  + 👍', '== room who?'])(
		'with %j is refused',
		(line) => {
			expect(() => parseScripts(`== general a=mitch\n${line}`)).toThrow(SyntaxError);
		},
	);
});

describe('a slot', () => {
	test('draws once and is then the same; a numbered one is another', () => {
		const text = filled('{place} {place} {place2}');
		const [one, again, other] = text.match(/^(.+) \1 (.+)$/)?.slice(0, 3) ?? [];
		expect(again).toBeTruthy();
		expect(one).toBeTruthy();
		expect(other).not.toBe(again);
		const drawn = new Map<string, string>();
		expect(filled('{x=40-90/5}', 3, drawn)).toBe(filled('{x}', 4, drawn));
	});

	test('choices of one name go together', () => {
		for (let seed = 0; seed < 20; seed++) {
			expect(filled('{q~ask|wonder} {q~answer|guess}', seed)).toMatch(/^(Ask answer|Wonder guess)$/);
		}
	});

	test('knows days and pronouns', () => {
		expect(filled('{wd+2}, {tomorrow}, {yesterday}, {date+7}, {month-1}')).toBe(
			'Friday, tomorrow, yesterday, 18 June, May',
		);
		expect(filled('{wd-3}')).toBe('Friday');
		const drawn = new Map([['person', 'Mr Keller']]);
		expect(filled('{person.he} has {person.his} hat. {^person.he}!', 1, drawn)).toBe('He has his hat. He!');
	});

	test('that nothing fills is refused', () => {
		expect(() => filled('{nothing}')).toThrow(SyntaxError);
		expect(() => filled('{place')).toThrow(SyntaxError);
	});
});

test.each(scenarioScripts().map((script) => [`${script.room}: ${script.lines[0]?.text}`, script] as const))(
	'reads well, %s',
	(_name, script) => {
		const room = ROOMS.find(({ key, kind }) => (script.room === 'dm' ? kind === 'dm' : key === script.room));
		expect(room).toBeDefined();
		for (let seed = 0; seed < 25; seed++) {
			for (const text of textsOf(script, room?.key ?? '', seed)) {
				expect(text).not.toMatch(/[{}|~]|undefined| [.,?!]|,,|\?\.|(?<!\.)\.\.(?!\.)|^[a-z]/);
			}
		}
	},
);

/** Played by anybody whom it allows. */
function textsOf(script: Script, room: string, seed: number): string[] {
	const random = new Random(seed);
	const players = new Map<string, PersonKey>([...PERSON.values()].map(({ key }) => [key, key]));
	const taken = new Set<PersonKey>();
	for (const [part, allowed] of script.parts) {
		const free = CAST.filter(({ key }) => !taken.has(key) && (allowed.length === 0 || allowed.includes(key)));
		const { key } = random.pick(free);
		players.set(part, key);
		taken.add(key);
	}
	const present = CAST.map(({ key }) => key);
	const events = composeThread({
		random,
		script,
		room,
		present,
		players,
		day: new Date(2025, 5, 11).getTime(),
		start: 600,
		exact: false,
		nextId: () => 0,
		labels: new Map(),
	});
	return (events ?? []).flatMap((event) => ('text' in event ? [event.text] : []));
}
