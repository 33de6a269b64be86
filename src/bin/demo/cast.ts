/** Who works at the Larkfield Trust and where they talk. All of it is invented; `.example` belongs to nobody (RFC 2606). */
import type { Role } from '#lib/protocol/workspace.ts';

export const ORGANISATION = 'Larkfield Trust';
/** Everybody's, and printed at the start: the demo has nothing to protect. */
export const DEMO_PASSWORD = 'larkfield-demo';

export type PersonKey = 'emma' | 'mitch' | 'sarah' | 'jamie' | 'nadia' | 'kenji' | 'ruth' | 'tom';

export interface CastMember {
	key: PersonKey;
	name: string;
	first: string;
	email: string;
	role: Role;
	/** What they do, for the list of sign-ins. */
	work: string;
	/** Days before now on which they began; undefined for those who were there from the beginning. */
	joinedDaysAgo?: number;
	/** Names of their devices; the second is a phone. */
	devices: readonly [string, string];
}

const member = (
	key: PersonKey,
	name: string,
	role: Role,
	work: string,
	devices: readonly [string, string],
	joinedDaysAgo?: number,
): CastMember => ({
	key,
	name,
	first: name.split(' ')[0] ?? name,
	email: `${key}@larkfield.example`,
	role,
	work,
	devices,
	...(joinedDaysAgo === undefined ? {} : { joinedDaysAgo }),
});

export const CAST: readonly CastMember[] = [
	member('emma', 'Emma Lindqvist', 'OWNER', 'runs the services', ['Firefox on Linux', 'Chrome on Android']),
	member('mitch', 'Mitch Okafor', 'AGENT', 'visits and vehicles', ['Chrome on Windows', 'Chrome on Android']),
	member('sarah', 'Sarah Adeyemi', 'SUPERVISOR', 'coordinates cases and clinic', [
		'Chrome on Windows',
		'Safari on iPhone',
	]),
	member('jamie', 'Jamie Torres', 'AGENT', 'intake and volunteers', ['Edge on Windows', 'Safari on iPhone']),
	member('ruth', 'Ruth Kowalczyk', 'ADMIN', 'finance and grants', ['Firefox on Windows', 'Safari on iPhone']),
	member('tom', 'Tom Brennan', 'MEMBER', 'fundraising and events', ['Safari on Mac', 'Safari on iPhone']),
	member(
		'kenji',
		'Kenji Watanabe',
		'ADMIN',
		'computers, phones and data',
		['Firefox on Linux', 'Firefox on Android'],
		311,
	),
	member(
		'nadia',
		'Nadia Haddad',
		'AGENT',
		'casework, speaks Arabic and French',
		['Chrome on Windows', 'Chrome on Android'],
		233,
	),
];

export const PERSON: ReadonlyMap<string, CastMember> = new Map(CAST.map((person) => [person.key, person]));

export interface RoomPlan {
	/** In the scripts; of a direct message `one+other`. */
	key: string;
	kind: 'dm' | 'room';
	visibility: 'private' | 'public';
	channel: boolean;
	name: string;
	topic: string;
	creator: PersonKey;
	/** The others, added by the creator (private) or joining by themselves (public), as soon as they work here. */
	others: readonly PersonKey[];
	createdDaysAgo: number;
	/** Its share of the older history. */
	weight: number;
	/** What it was called at first, and the beginning of the message that tells of the new name. */
	formerly?: { name: string; renamedBefore: string };
}

const EVERYBODY: readonly PersonKey[] = ['mitch', 'sarah', 'jamie', 'ruth', 'tom', 'kenji', 'nadia'];

const channel = (
	name: string,
	visibility: RoomPlan['visibility'],
	topic: string,
	creator: PersonKey,
	others: readonly PersonKey[],
	createdDaysAgo: number,
	weight: number,
): RoomPlan => ({
	key: name,
	kind: 'room',
	visibility,
	channel: true,
	name,
	topic,
	creator,
	others,
	createdDaysAgo,
	weight,
});

const group = (
	key: string,
	name: string,
	topic: string,
	creator: PersonKey,
	others: readonly PersonKey[],
	createdDaysAgo: number,
	weight: number,
): RoomPlan => ({
	key,
	kind: 'room',
	visibility: 'private',
	channel: false,
	name,
	topic,
	creator,
	others,
	createdDaysAgo,
	weight,
});

const direct = (creator: PersonKey, other: PersonKey, createdDaysAgo: number, weight: number): RoomPlan => ({
	key: `${creator}+${other}`,
	kind: 'dm',
	visibility: 'private',
	channel: false,
	name: '',
	topic: '',
	creator,
	others: [other],
	createdDaysAgo,
	weight,
});

/** Everybody is in it from their first day: it comes with the organisation. */
export const FIRST_CHANNEL = 'general';

export const ROOMS: readonly RoomPlan[] = [
	channel('general', 'public', 'Everybody, and what fits nowhere else', 'emma', EVERYBODY, 368, 18),
	channel(
		'field-ops',
		'public',
		'Visits, vehicles, supplies',
		'emma',
		['mitch', 'sarah', 'jamie', 'ruth', 'kenji', 'nadia'],
		368,
		27,
	),
	channel(
		'volunteers',
		'public',
		'Rota, training, thank-yous',
		'sarah',
		['jamie', 'emma', 'mitch', 'tom', 'nadia'],
		361,
		11,
	),
	channel(
		'it-help',
		'public',
		'Laptops, phones, the printer. Say what you see, not what you think it is',
		'kenji',
		['emma', 'mitch', 'sarah', 'jamie', 'ruth', 'tom', 'nadia'],
		310,
		9,
	),
	channel(
		'fundraising',
		'public',
		'Appeals, events, donors',
		'tom',
		['emma', 'ruth', 'sarah', 'jamie', 'kenji'],
		364,
		9,
	),
	channel(
		'grants-committee',
		'private',
		'Applications, drafts, reports',
		'ruth',
		['emma', 'tom', 'sarah'],
		366,
		9,
	),
	channel(
		'clinic-rota',
		'private',
		'Who drives, who sits in, who collects',
		'sarah',
		['emma', 'mitch', 'jamie', 'nadia'],
		290,
		5,
	),
	{
		...group(
			'intake',
			'Autumn intake',
			'Forms, missing papers, first appointments',
			'jamie',
			['emma', 'sarah', 'mitch', 'nadia'],
			64,
			0,
		),
		formerly: { name: 'Intake forms', renamedBefore: 'Renamed this to what it is.' },
	},
	group(
		'kitchen',
		'Kitchen refit',
		'Quotes, dates, who has the key',
		'ruth',
		['emma', 'tom', 'mitch'],
		118,
		3,
	),
	group('openday', 'Open day', '', 'tom', ['sarah', 'jamie', 'kenji', 'emma'], 38, 0),
	direct('emma', 'mitch', 359, 3),
	direct('emma', 'sarah', 365, 3),
	direct('jamie', 'emma', 340, 2),
	direct('ruth', 'emma', 352, 2),
	direct('kenji', 'emma', 296, 1),
	direct('mitch', 'jamie', 330, 2),
	direct('sarah', 'nadia', 228, 2),
	direct('tom', 'ruth', 333, 2),
	direct('nadia', 'emma', 201, 1),
	direct('jamie', 'kenji', 250, 1),
];
