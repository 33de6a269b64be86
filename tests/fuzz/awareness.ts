/** Awareness (SPEC A1): honest states and mutants of them, held against what `y-protocols` reads out of the same bytes. */
import * as Y from 'yjs';
import { createDecoder, hasContent, readVarString, readVarUint } from 'lib0/decoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { encodeAwareness, ownAwareness, type AwarenessState } from '../../sync-server/awareness-guard.ts';
import type { Lease } from '../../sync-server/access.ts';
import { Prng } from '../simulation/prng.ts';
import { Violation } from './room.ts';
import { allSteps, emptyTally, type RoomResult } from './run.ts';

const [ADA, MAL, LOST] = [101, 102, 103];
const USER = 'mal';
const LEASES = new Map<number, Lease>([
	[ADA, { user: 'ada', revoked: false }],
	[MAL, { user: USER, revoked: false }],
	[LOST, { user: USER, revoked: true }],
]);
const MOST_CLOCK = 2 ** 31;
/** As a key: no text of these has a quotation mark in it. */
const FORBIDDEN = /"(?:__proto__|constructor|prototype)":/;
const TEXTS = ['', 'a', 'é😀', '\u0000', '__proto__', 'x'.repeat(300), '\ud800'];

export async function runAwarenessRoom(
	seed: number,
	steps: readonly number[] = allSteps(),
	isTraced = false,
): Promise<RoomResult> {
	const tally = emptyTally();
	const trace: string[] = [];
	let failure: string | null = null;
	try {
		for (const step of steps)
			await takeStep(new Prng(seed, `awareness ${step}`), tally, isTraced ? trace : null);
	} catch (error) {
		failure = error instanceof Violation ? error.message : String((error as Error).stack ?? error);
	}
	return { seed, tally, steps, failure, trace };
}

async function takeStep(chance: Prng, tally: RoomResult['tally'], trace: string[] | null): Promise<void> {
	const honest = honestUpdate(chance);
	tally.updates++;
	const said = await hear(honest.bytes);
	const right = honest.states.map(({ client, clock, state }) => ({
		...{ client, clock },
		state: state && { ...state, user: USER },
	}));
	if (JSON.stringify(said) !== JSON.stringify(right))
		throw new Violation(`an honest state is not heard as it was said: ${JSON.stringify([right, said])}`);
	const mutant = mutate(chance, honest);
	trace?.push(`${mutant.name}: ${Buffer.from(mutant.bytes).toString('hex')}`);
	tally.mutants++;
	tally.codes[mutant.name] = (tally.codes[mutant.name] ?? 0) + 1;
	const began = performance.now();
	const heard = await hear(mutant.bytes);
	if (heard.length === 0) tally.refusedMs.push(performance.now() - began);
	else tally.accepted++;
	judge(mutant.bytes, heard);
}

function hear(bytes: Uint8Array): Promise<AwarenessState[]> {
	return ownAwareness(bytes, USER, { lease: async (device) => LEASES.get(device) });
}

/** What is heard is the speaker's own, as `y-protocols` reads it out of the same bytes but for his name; and whoever gets it can read it. */
function judge(bytes: Uint8Array, heard: readonly AwarenessState[]): void {
	const read = heard.length > 0 ? readAsClientsDo(bytes) : [];
	for (const { client, clock, state } of heard) {
		const words = JSON.stringify({ client, clock, state }).slice(0, 300);
		if (Math.floor(client / 65_536) !== MAL) throw new Violation(`heard of somebody else's client: ${words}`);
		if (clock > MOST_CLOCK) throw new Violation(`heard a clock that no session reaches: ${words}`);
		if (state && state.user !== USER) throw new Violation(`heard under another name: ${words}`);
		if (FORBIDDEN.test(JSON.stringify(state)))
			throw new Violation(`heard a key that readers trip over: ${words}`);
		const { user: _user, ...rest } = state ?? {};
		const isSaid = read.some((one) => {
			const { user: _said, ...other } = one.state ?? {};
			const isSame =
				one.client === client && one.clock === clock && (one.state === null) === (state === null);
			return isSame && JSON.stringify(other) === JSON.stringify(rest);
		});
		if (!isSaid) throw new Violation(`heard what was not said: ${words}`);
	}
	const doc = new Y.Doc();
	const awareness = new Awareness(doc);
	try {
		applyAwarenessUpdate(awareness, encodeAwareness(heard), 'the relay');
		if (Object.getPrototypeOf({}) !== Object.prototype || 'polluted' in {})
			throw new Violation('what objects inherit was changed');
	} catch (error) {
		if (error instanceof Violation) throw error;
		throw new Violation(`what the relay passes on cannot be read: ${String(error)}`);
	} finally {
		awareness.destroy();
		doc.destroy();
	}
}

function readAsClientsDo(bytes: Uint8Array): AwarenessState[] {
	const decoder = createDecoder(bytes);
	const states: AwarenessState[] = [];
	for (let left = readVarUint(decoder); left > 0; left--) {
		const [client, clock] = [readVarUint(decoder), readVarUint(decoder)];
		states.push({ client, clock, state: JSON.parse(readVarString(decoder)) as AwarenessState['state'] });
	}
	if (hasContent(decoder)) throw new Violation('something is heard of bytes that go on behind their end');
	return states;
}

interface Honest {
	bytes: Uint8Array;
	states: AwarenessState[];
}

/** By `y-protocols` itself. */
function honestUpdate(chance: Prng): Honest {
	const doc = new Y.Doc();
	doc.clientID = clientIdOf(MAL, chance.below(3));
	const awareness = new Awareness(doc);
	for (let times = chance.between(1, 3); times > 0; times--)
		awareness.setLocalState(chance.chance(0.1) ? null : (aState(chance) as Record<string, unknown>));
	const client = doc.clientID;
	const bytes = encodeAwarenessUpdate(awareness, [client]);
	const state = (awareness.getLocalState() as AwarenessState['state']) ?? null;
	const { clock } = awareness.meta.get(client)!;
	awareness.destroy();
	doc.destroy();
	return { bytes, states: [{ client, clock, state: JSON.parse(JSON.stringify(state)) as typeof state }] };
}

function aState(chance: Prng): object {
	return {
		typing: chance.chance(0.5),
		...(chance.chance(0.3) && { user: chance.pick(['mal', 'ada', 7]) }),
		...(chance.chance(0.3) && { caret: { at: chance.below(1000), in: [chance.below(9), null] } }),
	};
}

const MUTATIONS = {
	client: (chance: Prng, states: AwarenessState[]) => {
		const devices = [0, 1, ADA, LOST, 104, 2 ** 37 - 1];
		chance.pick(states).client = clientIdOf(chance.pick(devices), chance.below(65_536));
	},
	clock: (chance: Prng, states: AwarenessState[]) => {
		chance.pick(states).clock = chance.pick([0, MOST_CLOCK, MOST_CLOCK + 1, 2 ** 53 - 1]);
	},
	others: (chance: Prng, states: AwarenessState[]) => {
		for (let left = chance.pick([1, 2, 31, 32, 33]); left > 0; left--)
			states.push({ client: clientIdOf(chance.pick([ADA, MAL, LOST]), left), clock: 1, state: {} });
	},
	state: (chance: Prng, states: AwarenessState[]) => {
		chance.pick(states).state = chance.pick<unknown>([
			7,
			'text',
			true,
			[],
			[{}],
			{},
			null,
		]) as AwarenessState['state'];
	},
	key: (chance: Prng, states: AwarenessState[]) => {
		const key = chance.pick(['__proto__', 'constructor', 'prototype', 'user', '']);
		const inner = JSON.parse(`{${JSON.stringify(key)}:{"polluted":true}}`) as Record<string, unknown>;
		chance.pick(states).state = chance.chance(0.5) ? inner : { deep: { deeper: inner } };
	},
	deep: (chance: Prng, states: AwarenessState[]) => {
		let value: unknown = 1;
		for (let left = chance.pick([2, 3, 4, 5, 200]); left > 0; left--)
			value = chance.chance(0.5) ? [value] : { a: value };
		chance.pick(states).state = { value };
	},
	text: (chance: Prng, states: AwarenessState[]) => {
		chance.pick(states).state = {
			[chance.pick(TEXTS)]: chance.pick(TEXTS).repeat(chance.pick([1, 1, 5, 10])),
		};
	},
};

const ON_BYTES = {
	flip: (chance: Prng, bytes: Uint8Array) => {
		const at = chance.below(bytes.length);
		return bytes.with(at, bytes[at]! ^ (1 << chance.below(8)));
	},
	cut: (chance: Prng, bytes: Uint8Array) => bytes.subarray(0, chance.below(bytes.length)),
	more: (chance: Prng, bytes: Uint8Array) => Uint8Array.from([...bytes, chance.below(256)]),
	count: (chance: Prng, bytes: Uint8Array) => Uint8Array.from([chance.below(256), ...bytes.subarray(1)]),
};

/** By its fields, or by its bytes. */
function mutate(chance: Prng, honest: Honest): { bytes: Uint8Array; name: string } {
	if (chance.chance(0.3)) {
		const name = chance.pick(Object.keys(ON_BYTES) as (keyof typeof ON_BYTES)[]);
		return { name, bytes: ON_BYTES[name](chance, honest.bytes) };
	}
	const name = chance.pick(Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[]);
	const states = structuredClone(honest.states);
	MUTATIONS[name](chance, states);
	return { name, bytes: encodeAwareness(states) };
}
