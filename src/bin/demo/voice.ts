/** How people write: some in full, most as they speak. And with the marks that phones and word processors set. */
import type { PersonKey } from './cast.ts';

/** How often somebody writes "don’t" rather than "do not". */
const SPOKEN: Record<PersonKey, number> = {
	mitch: 0.95,
	jamie: 0.95,
	tom: 0.9,
	emma: 0.75,
	sarah: 0.7,
	ruth: 0.4,
	nadia: 0.25,
	kenji: 0.1,
};

export function speaksLoosely(person: PersonKey, chance: (probability: number) => boolean): boolean {
	return chance(SPOKEN[person]);
}

/** After these a verb keeps its full form: "that is what it is for". */
const FULL = String.raw`(?<!\b(?:[Ww]hat|[Ww]here|[Hh]ow|[Ww]ho|[Aa]s|than|which|[Ss]o) )`;
const DONE = String.raw`(?:[a-z]+ed|been|begun|bought|brought|become|caught|come|cut|done|drawn|driven|eaten|felt|found|given|gone|got|had|heard|kept|known|left|lost|made|met|paid|put|read|run|rung|said|sat|seen|sent|shown|slept|sold|spoken|stood|taken|told|thought|written)`;

const RULES: readonly [RegExp, string][] = [
	[/\b([Cc])an ?not\b/g, '$1an’t'],
	[/\b([Ww])ill not\b/g, '$1on’t'],
	[
		/\b([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Cc]ould|[Ww]ould|[Ss]hould) not\b/g,
		'$1n’t',
	],
	[new RegExp(`${FULL}\\bI am(?= [a-z])`, 'g'), 'I’m'],
	[new RegExp(`${FULL}\\b([Yy]ou|[Ww]e|[Tt]hey) are(?= [a-z])`, 'g'), '$1’re'],
	[
		new RegExp(`${FULL}\\b([Ii]t|[Tt]hat|[Tt]here|[Ss]he|[Hh]e|[Ww]hat|[Ww]here|[Hh]ere) is(?= [a-z])`, 'g'),
		'$1’s',
	],
	[/\b(I|[Yy]ou|[Ww]e|[Tt]hey|[Ss]he|[Hh]e|[Ii]t|[Tt]hat) will(?= [a-z])/g, '$1’ll'],
	[/\b(I|[Ww]e|[Tt]hey) would(?= [a-z])/g, '$1’d'],
	[new RegExp(`\\b(I|[Yy]ou|[Ww]e|[Tt]hey) have(?= (?:just |already |now )?${DONE}\\b)`, 'g'), '$1’ve'],
];

export function speakLoosely(text: string): string {
	return mapOutsideLinks(text, (part) =>
		RULES.reduce((spoken, [full, short]) => spoken.replace(full, short), part),
	);
}

/** Apostrophes and quotation marks as they are printed. */
export function setMarks(text: string): string {
	return mapOutsideLinks(text, (part) =>
		part
			.replace(/(?<=[\p{L}\d])'/gu, '’')
			.replace(/(^|[\s(])"/g, '$1“')
			.replaceAll('"', '”'),
	);
}

function mapOutsideLinks(text: string, change: (part: string) => string): string {
	return text
		.split(/(https?:\/\/\S+)/)
		.map((part, index) => (index % 2 === 0 ? change(part) : part))
		.join('');
}
