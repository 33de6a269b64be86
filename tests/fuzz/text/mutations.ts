/** Mutants of an honest update of a text document (SPEC X): its places, its texts, its sections, its delete set, its bytes. */
import type { Prng } from '../../simulation/prng.ts';
import { bytes, CONTENT, raw } from '../../attacks/bytes.ts';
import { lengthOf, putTogether, takeApart, type StructModel, type UpdateModel } from '../model.ts';
import { aSection, nearby, ON_BYTES, plain } from '../mutations.ts';

type Id = readonly [client: number, clock: number];

/** What an attacker knows of the document. */
export interface TextKnowledge {
	/** Items that are there, his own next clock, and some that nobody has. */
	ids: readonly Id[];
	clients: readonly number[];
	foreign: readonly Uint8Array[];
}

type Mutation = (chance: Prng, model: UpdateModel, known: TextKnowledge) => void;

const TEXTS = ['', 'x', 'forged', '😀', 'a😀', '\0', '\ufeff', 'line\nline', 'x'.repeat(3000)];
const WRONG_TEXTS = [raw(0xc3, 0x28), raw(0xed, 0xa0, 0x80), raw(0xc0, 0x80), raw(0x61, 0xe2, 0x82)];

export function mutateText(
	chance: Prng,
	update: Uint8Array,
	known: TextKnowledge,
): { bytes: Uint8Array; names: string[] } {
	const names: string[] = [];
	let mutant = update;
	if (chance.chance(0.88)) {
		const model = takeApart(update);
		for (let left = chance.pick([1, 1, 1, 2, 3]); left > 0; left--) {
			const name = chance.pick(NAMES);
			names.push(name);
			MUTATIONS[name](chance, model, known);
		}
		mutant = putTogether(model);
	}
	if (names.length === 0 || chance.chance(0.08)) {
		const name = chance.pick(Object.keys(ON_BYTES) as (keyof typeof ON_BYTES)[]);
		names.push(name);
		mutant = ON_BYTES[name](chance, mutant, { ...known, own: [0, 0], refs: [] });
	}
	return { bytes: mutant, names };
}

function aStruct(chance: Prng, model: UpdateModel): StructModel {
	const { structs } = aSection(chance, model);
	if (structs.length > 0) return chance.pick(structs);
	const struct = textStruct('x');
	structs.push(struct);
	return struct;
}

function textStruct(text: string): StructModel {
	return { ref: CONTENT.string, place: { root: 'text' }, length: null, values: [], content: [text] };
}

const MUTATIONS = {
	client: (chance, model, { clients }) => {
		aSection(chance, model).client = chance.pick(clients);
	},
	clock: (chance, model) => {
		const section = aSection(chance, model);
		section.clock = nearby(chance, section.clock);
	},
	origin: (chance, model, { ids }) => {
		const { place } = aStruct(chance, model);
		place.origin = chance.pick(ids);
		if (chance.chance(0.95)) delete place.root;
	},
	right: (chance, model, { ids }) => {
		const { place } = aStruct(chance, model);
		place.right = chance.pick(ids);
		if (chance.chance(0.95)) delete place.root;
	},
	between: (chance, model, { ids }) => {
		const struct = aStruct(chance, model);
		struct.place = { origin: chance.pick(ids), right: chance.pick(ids) };
	},
	noOrigin: (chance, model) => {
		const { place } = aStruct(chance, model);
		delete place.origin;
		if (!place.right) place.root = 'text';
	},
	noRight: (chance, model) => {
		const { place } = aStruct(chance, model);
		delete place.right;
		if (!place.origin) place.root = 'text';
	},
	root: (chance, model) => {
		const struct = aStruct(chance, model);
		struct.place = { root: chance.pick(['text', 'text', 'title', '', '1', '__proto__']) };
	},
	nested: (chance, model, { ids }) => {
		aStruct(chance, model).place = { parent: chance.pick(ids) };
	},
	sub: (chance, model) => {
		aStruct(chance, model).place.sub = chance.pick(['', 'bold', '__proto__']);
	},
	text: (chance, model) => {
		const struct = aStruct(chance, model);
		struct.ref = CONTENT.string;
		struct.content = [chance.pick(TEXTS)];
	},
	wrongText: (chance, model) => {
		const struct = aStruct(chance, model);
		const wrong = chance.pick(WRONG_TEXTS);
		struct.ref = CONTENT.string;
		struct.content = [bytes(wrong.length, wrong)];
	},
	content: (chance, model) => {
		const struct = aStruct(chance, model);
		struct.ref = chance.below(32);
		struct.content = chance.pick([
			['text'],
			[1, '{"a":1}'],
			['"embed"'],
			['bold', 'true'],
			[chance.below(8), 'name'],
			[1],
		]);
	},
	noContent: (chance, model) => {
		const struct = aStruct(chance, model);
		struct.length = chance.pick([lengthOf(struct), 1, 2, 300, 262_145, 2 ** 40, 0]);
		struct.ref = chance.pick([CONTENT.gc, CONTENT.deleted, CONTENT.deleted, CONTENT.skip]);
		delete struct.content;
	},
	split: (chance, model) => {
		const section = aSection(chance, model);
		const [struct] = section.structs;
		const text = struct?.content?.[0];
		if (struct?.ref !== CONTENT.string || typeof text !== 'string' || text.length < 2) return;
		const at = chance.between(1, text.length - 1);
		struct.content = [text.slice(0, at)];
		const clock = plain(section.clock) + at - (chance.chance(0.7) ? 1 : 0);
		const rest = textStruct(text.slice(at));
		rest.place = { origin: [plain(section.client), clock] };
		if (struct.place.right && chance.chance(0.7)) rest.place.right = struct.place.right;
		section.structs.splice(1, 0, rest);
	},
	insert: (chance, model, { ids }) => {
		const { structs } = aSection(chance, model);
		const ref = chance.pick([CONTENT.gc, CONTENT.deleted, CONTENT.skip, CONTENT.string]);
		const place = { origin: chance.pick(ids) };
		const content = ref === CONTENT.string ? { content: [chance.pick(TEXTS)] } : {};
		structs.splice(chance.below(structs.length + 1), 0, {
			ref,
			place,
			length: chance.between(1, 5),
			values: [],
			...content,
		});
	},
	double: (chance, model) => {
		const { structs } = aSection(chance, model);
		if (structs.length > 0) structs.splice(chance.below(structs.length + 1), 0, chance.pick(structs));
	},
	drop: (chance, model) => {
		const { structs } = aSection(chance, model);
		structs.splice(chance.below(structs.length || 1), 1);
	},
	structCount: (chance, model) => {
		const section = aSection(chance, model);
		section.count = nearby(chance, section.structs.length);
	},
	sectionCount: (chance, model) => {
		model.sectionCount = nearby(chance, model.sections.length);
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
	/** Two sections of his that name each other's clocks. */
	weave: (chance, model, { clients, ids }) => {
		const section = aSection(chance, model);
		const client = chance.pick(clients);
		const own: Id = [plain(section.client), plain(section.clock) + chance.below(3)];
		const struct = textStruct(chance.pick(TEXTS));
		struct.place = chance.chance(0.5) ? { origin: own } : { right: own };
		model.sections.push({ count: null, client, clock: chance.pick([0, 0, 1]), structs: [struct] });
		if (chance.chance(0.5))
			aStruct(chance, model).place = { origin: chance.chance(0.5) ? [client, 0] : chance.pick(ids) };
	},
	deletes: (chance, model, { ids, clients }) => {
		const [client, clock] = chance.pick(ids);
		model.deletes.push({
			client: chance.chance(0.8) ? client : chance.pick(clients),
			count: null,
			ranges: [[chance.pick([clock, 0, clock + 1]), chance.pick([1, 1, 2, 50, 0, 2 ** 40])]],
		});
	},
	noDeletes: (_chance, model) => {
		model.deletes = [];
	},
	deleteCount: (chance, model) => {
		model.deleteCount = nearby(chance, model.deletes.length);
	},
	tail: (chance, model) => {
		model.tail = chance.bytes(chance.between(1, 4));
	},
} satisfies Record<string, Mutation>;

const NAMES = Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[];
