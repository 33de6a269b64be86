/** What every trial of an attack has in common, whatever the document is: its attacker, what he was told, and the list of what does not hold. */
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import type { RawClient } from '../support/raw-client.ts';
import { until } from '../support/until.ts';
import type { Ground } from './ground.ts';
import type { HonestReplica } from './honest-client.ts';
import { CHANNEL } from './scene.ts';

export interface AttackReport {
	document: string;
	/** What of the invariant does not hold; empty when all is well. */
	violations: string[];
	/** What became of it, in a word. */
	result: string;
	/** CPU of the relay's process from the first byte to the answer. */
	cpuMs: number;
}

/** Of a scene and of an outcome, what the trials of both kinds of documents use. */
interface Stage {
	readonly ground: Ground;
	readonly ada: HonestReplica;
	readonly ben: HonestReplica;
	readonly attacker: RawClient;
	readonly mayWrite: boolean;
	send(update: Uint8Array): void;
}
interface Expected {
	readonly asked?: boolean;
	readonly heard?: readonly string[];
	readonly isOut?: boolean;
	readonly rows?: unknown;
}

/** Of the attacker's device, for what he sends after his attack. */
export const FENCE_SESSION = 7;

export abstract class Trial<Scene extends Stage, Outcome extends Expected> {
	protected readonly scene: Scene;
	protected readonly outcome: Outcome;
	protected readonly violations: string[] = [];
	/** The socket that attacked; what follows may need another. */
	protected attacker: RawClient;

	constructor(scene: Scene, outcome: Outcome) {
		this.scene = scene;
		this.outcome = outcome;
		this.attacker = scene.attacker;
	}

	/** Has he been told what he is to be told? */
	protected abstract isAnswered(): boolean;

	/** Attacks, and waits for the answer. @returns the relay's CPU before, ms */
	protected async launch(
		attack: (scene: Scene) => Uint8Array | Promise<Uint8Array | undefined> | undefined,
	): Promise<number> {
		const { ground, ada, ben } = this.scene;
		for (const replica of [ada, ben]) {
			replica.updates = [];
			replica.awareness = [];
		}
		this.attacker.frames.length = this.attacker.received.length = 0;
		const cpu = ground.cpuMs;
		const update = await attack(this.scene);
		this.attacker = this.scene.attacker;
		if (update) this.scene.send(update);
		await until(() => this.isAnswered(), 20_000).catch((error: unknown) =>
			this.violations.push(String(error)),
		);
		// Nothing is told of what is ignored: the answer to a ping comes after it was read.
		const pongs = this.attacker.framesOf('pong').length;
		if (this.attacker.isOpen) this.attacker.send(encodeClientFrame({ op: 'ping' }));
		await until(() => !this.attacker.isOpen || this.attacker.framesOf('pong').length > pongs);
		return cpu;
	}

	protected check(holds: boolean, words: () => string): void {
		if (!holds) this.violations.push(words());
	}

	protected equal(what: string, actual: unknown, expected: unknown): void {
		this.check(
			isDeepStrictEqual(actual, expected),
			() => `${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`,
		);
	}

	protected mayFollow(): boolean {
		return this.scene.mayWrite && !this.outcome.isOut;
	}

	/** Steps 1 that the relay has sent. */
	protected asked(): number {
		return this.attacker
			.framesOf('data')
			.filter(({ channel, message }) => channel === CHANNEL && message[0] === 0 && message[1] === 0).length;
	}

	protected checkHeard(name: string, replica: HonestReplica): void {
		const { heard = [] } = this.outcome;
		this.equal(`complaints of ${name}`, replica.complaints, []);
		this.equal(
			`awareness that ${name} heard`,
			replica.awareness.map((update, i) => Buffer.from(update).includes(heard[i] ?? '\0')),
			heard.map(() => true),
		);
	}

	protected checkUnharmed(): void {
		const { ground } = this.scene;
		this.check(ground.isUnharmed, () => `the relay ended:\n${ground.output}`);
	}

	/** @param more what he was told beside refusals and closings */
	protected result(more: readonly string[] = []): string {
		const codes = this.attacker.framesOf('refusal').map(({ code }) => code);
		const closing = this.attacker.framesOf('closed').map(({ code }) => `closed ${code}`);
		const parts: string[] = [...new Set([...codes, ...more, ...closing])];
		if (this.outcome.asked) parts.push('asked again');
		if (parts.length === 0) parts.push(this.outcome.rows || this.outcome.heard ? 'accepted' : 'ignored');
		return parts.join(', ');
	}
}

export function vectorOf(doc: Y.Doc): [number, number][] {
	return [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([one], [other]) => one - other);
}
