/** Mutants of an honest update: its structs' fields, its sections, its delete set, its values, its bytes. */
import type { Prng } from '../simulation/prng.ts';
import { bytes, CONTENT, endOf, overlong, raw, TOO_LARGE } from '../attacks/bytes.ts';
import { anotherEvent, mutateValue, strange, type Names } from './values.ts';
import { encoded } from './event-form.ts';
import {
	lengthOf,
	putTogether,
	takeApart,
	type Num,
	type SectionModel,
	type StructModel,
	type UpdateModel,
} from './model.ts';

/** What an attacker knows of the document. */
export interface Knowledge extends Names {
	/** Client ids of others, of nobody, of ledgers. */
	clients: readonly number[];
	/** Whole updates of others. */
	foreign: readonly Uint8Array[];
}

type Mutation = (chance: Prng, model: UpdateModel, known: Knowledge) => void;

/** Changes the update in one to three places. */
export function mutate(
	chance: Prng,
	update: Uint8Array,
	known: Knowledge,
): { bytes: Uint8Array; names: string[] } {
	const names: string[] = [];
	let mutant = update;
	if (chance.chance(0.85)) {
		const model = takeApart(update);
		for (let left = chance.pick([1, 1, 1, 2, 3]); left > 0; left--) {
			const name = chance.weighted(WEIGHTS);
			names.push(name);
			MUTATIONS[name](chance, model, known);
		}
		mutant = putTogether(model);
	}
	if (names.length === 0 || chance.chance(0.1)) {
		const name = chance.pick(Object.keys(ON_BYTES) as (keyof typeof ON_BYTES)[]);
		names.push(name);
		mutant = ON_BYTES[name](chance, mutant, known);
	}
	return { bytes: mutant, names };
}

export function aSection(chance: Prng, { sections }: UpdateModel): SectionModel {
	if (sections.length > 0) return chance.pick(sections);
	const section: SectionModel = { count: null, client: 0, clock: 0, structs: [] };
	sections.push(section);
	return section;
}

function aStruct(chance: Prng, section: SectionModel): StructModel {
	if (section.structs.length > 0) return chance.pick(section.structs);
	const struct: StructModel = {
		ref: CONTENT.any,
		place: { root: 'x' },
		length: null,
		values: [encoded({ k: 'm', at: 1, b: 'x' })],
	};
	section.structs.push(struct);
	return struct;
}

export function nearby(chance: Prng, value: Num): Num {
	if (typeof value !== 'number') return value;
	const number = chance.pick([
		value + 1,
		value - 1,
		value + 2,
		0,
		value + 1000,
		2 ** 31,
		2 ** 53 - 1,
		value * 2,
	]);
	return chance.chance(0.05) ? TOO_LARGE : Math.min(Math.max(number, 0), 2 ** 53 - 1);
}

export function plain(value: Num): number {
	return typeof value === 'number' ? value : 0;
}

const SUBS = ['', 'read', '0', '__proto__'];

const MUTATIONS = {
	client: (chance, model, { clients }) => {
		aSection(chance, model).client = chance.pick(clients);
	},
	clientWithItsPlace: (chance, model, { clients }) => {
		const section = aSection(chance, model);
		section.client = chance.pick(clients);
		for (const { place } of section.structs) {
			if (place.origin) place.origin = [section.client, place.origin[1]];
			else place.root = String(section.client);
		}
	},
	clock: (chance, model) => {
		const section = aSection(chance, model);
		section.clock = nearby(chance, section.clock);
	},
	clockWithItsPlace: (chance, model) => {
		const section = aSection(chance, model);
		section.clock = nearby(chance, section.clock);
		const [first] = section.structs;
		if (first) first.place = endOf(plain(section.client), plain(section.clock));
	},
	overlong: (chance, model) => {
		const section = aSection(chance, model);
		const key = chance.pick(['client', 'clock'] as const);
		section[key] = overlong(plain(section[key]));
	},
	structCount: (chance, model) => {
		const section = aSection(chance, model);
		section.count = nearby(chance, section.structs.length);
	},
	sectionCount: (chance, model) => {
		model.sectionCount = nearby(chance, model.sections.length);
	},
	origin: (chance, model, { clients }) => {
		const section = aSection(chance, model);
		const { place } = aStruct(chance, section);
		const [client, clock] = place.origin ?? [plain(section.client), plain(section.clock)];
		place.origin = chance.chance(0.5)
			? [chance.pick(clients), chance.pick([0, 1, clock])]
			: [client, plain(nearby(chance, clock))];
		if (chance.chance(0.9)) delete place.root;
	},
	noOrigin: (chance, model) => {
		const section = aSection(chance, model);
		const { place } = aStruct(chance, section);
		delete place.origin;
		place.root = String(plain(section.client));
	},
	rightOrigin: (chance, model, { own, refs }) => {
		const { place } = aStruct(chance, aSection(chance, model));
		place.right = chance.chance(0.5) ? own : chance.pick(refs);
		delete place.root;
		if (chance.chance(0.3)) delete place.origin;
	},
	root: (chance, model, { clients }) => {
		const { place } = aStruct(chance, aSection(chance, model));
		delete place.origin;
		place.root = chance.pick([String(chance.pick(clients)), 'm', '', '01', `${chance.pick(clients)} `]);
	},
	nested: (chance, model, { refs }) => {
		const { place } = aStruct(chance, aSection(chance, model));
		delete place.origin;
		delete place.root;
		place.parent = chance.pick(refs);
	},
	parentSub: (chance, model) => {
		aStruct(chance, aSection(chance, model)).place.sub = chance.pick(SUBS);
	},
	content: (chance, model) => {
		const struct = aStruct(chance, aSection(chance, model));
		struct.ref = chance.below(32);
		struct.content = chance.pick([
			['text'],
			[1, '{"a":1}'],
			['"embed"'],
			['bold', 'true'],
			[chance.below(8), 'name'],
			['guid', raw(118, 0)],
			[3, raw(1, 2, 3)],
			[1],
		]);
	},
	noContent: (chance, model) => {
		const section = aSection(chance, model);
		const struct = aStruct(chance, section);
		struct.ref = chance.pick([CONTENT.gc, CONTENT.deleted, CONTENT.skip]);
		struct.length = chance.pick([lengthOf(struct), 1, 2, 5000, 5001, 2 ** 40, 0]);
	},
	insert: (chance, model) => {
		const section = aSection(chance, model);
		const ref = chance.pick([CONTENT.gc, CONTENT.deleted, CONTENT.skip]);
		const place = endOf(plain(section.client), plain(section.clock));
		section.structs.splice(chance.below(section.structs.length + 1), 0, {
			ref,
			place,
			length: chance.between(1, 5),
			values: [],
		});
	},
	double: (chance, model) => {
		const section = aSection(chance, model);
		section.structs.splice(chance.below(section.structs.length + 1), 0, aStruct(chance, section));
	},
	split: (chance, model) => {
		const section = aSection(chance, model);
		const struct = aStruct(chance, section);
		if (struct.values.length < 2) return;
		const at = chance.between(1, struct.values.length - 1);
		const clock = plain(section.clock) + at - (chance.chance(0.8) ? 1 : 0);
		const rest: StructModel = {
			...struct,
			place: { origin: [plain(section.client), clock] },
			values: struct.values.splice(at),
		};
		section.structs.splice(section.structs.indexOf(struct) + 1, 0, rest);
	},
	length: (chance, model) => {
		const struct = aStruct(chance, aSection(chance, model));
		struct.length = nearby(chance, lengthOf(struct));
	},
	value: (chance, model, known) => {
		const struct = aStruct(chance, aSection(chance, model));
		if (struct.values.length === 0) return;
		const at = chance.below(struct.values.length);
		struct.values[at] = mutateValue(chance, struct.values[at]!, known);
	},
	event: (chance, model, known) => {
		const { values } = aStruct(chance, aSection(chance, model));
		values.splice(chance.below(values.length + 1), 0, encoded(anotherEvent(chance, known)));
	},
	noEvent: (chance, model) => {
		const { values } = aStruct(chance, aSection(chance, model));
		values.splice(chance.below(values.length + 1), 0, strange(chance));
	},
	dropValue: (chance, model) => {
		const { values } = aStruct(chance, aSection(chance, model));
		values.splice(chance.below(values.length || 1), 1);
	},
	deletes: (chance, model, { refs, clients }) => {
		const [client, clock] = chance.pick(refs);
		const at = chance.pick([clock, 0, clock + 1]);
		model.deletes.push({
			client: chance.chance(0.7) ? client : chance.pick(clients),
			count: null,
			ranges: [[at, chance.pick([1, 2, 50, 0, 2 ** 40])]],
		});
	},
	deleteCount: (chance, model) => {
		model.deleteCount = nearby(chance, model.deletes.length);
	},
	noDeletes: (_chance, model) => {
		model.deletes = [];
	},
	dropSection: (chance, model) => {
		model.sections.splice(chance.below(model.sections.length || 1), 1);
	},
	doubleSection: (chance, model) => {
		model.sections.push(aSection(chance, model));
	},
	reorder: (chance, model) => {
		model.sections.splice(chance.below(model.sections.length + 1), 0, ...model.sections.splice(0, 1));
	},
	graft: (chance, model, { foreign }) => {
		if (foreign.length === 0) return;
		const other = takeApart(chance.pick(foreign));
		const known = new Set(model.sections.map(({ client }) => client));
		model.sections.push(...other.sections.filter(({ client }) => !known.has(client) || chance.chance(0.1)));
		if (chance.chance(0.5)) model.deletes.push(...other.deletes);
	},
	tail: (chance, model) => {
		model.tail = chance.bytes(chance.between(1, 4));
	},
} satisfies Record<string, Mutation>;

const WEIGHTS = Object.fromEntries(
	Object.keys(MUTATIONS).map((name) => [name, name === 'value' ? 6 : name === 'event' ? 3 : 1]),
) as Record<keyof typeof MUTATIONS, number>;

export const ON_BYTES = {
	flip: (chance, update) => {
		const mutant = update.slice();
		for (let left = chance.pick([1, 1, 2, 4]); left > 0 && mutant.length > 0; left--)
			mutant[chance.below(mutant.length)]! ^= 1 << chance.below(8);
		return mutant;
	},
	truncate: (chance, update) => update.slice(0, chance.below(update.length || 1)),
	extend: (chance, update) => bytes(update, chance.bytes(chance.between(1, 8))),
	splice: (chance, update, { foreign }) => {
		const other = foreign.length > 0 ? chance.pick(foreign) : update;
		return bytes(
			update.slice(0, chance.below(update.length || 1)),
			other.slice(chance.below(other.length || 1)),
		);
	},
	remove: (chance, update) => {
		const at = chance.below(update.length || 1);
		return bytes(update.slice(0, at), update.slice(at + chance.between(1, 3)));
	},
	insert: (chance, update) => {
		const at = chance.below(update.length || 1);
		return bytes(update.slice(0, at), chance.bytes(chance.between(1, 3)), update.slice(at));
	},
	/** A byte that ends a number goes on, with nothing more to say. */
	overlong: (chance, update) => {
		const at = chance.below(Math.min(update.length, 12) || 1);
		return bytes(update.slice(0, at), raw((update[at] ?? 0) | 0x80, 0), update.slice(at + 1));
	},
	noise: (chance) => chance.bytes(chance.below(40)),
} satisfies Record<string, (chance: Prng, update: Uint8Array, known: Knowledge) => Uint8Array>;
