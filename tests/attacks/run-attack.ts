/** Runs one entry of the corpus and holds it against the invariant that all of them share (threats, "The relay"). */
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { isEpoch } from '#lib/domain/client-id.ts';
import { decodeUpdate, type Update } from '../../sync-server/decode.ts';
import type { LogRow } from '../../sync-server/log.ts';
import { decodePayload, firstBrokenRow } from '../../sync-server/row.ts';
import { until } from '../support/until.ts';
import type { Attack, Outcome } from './attack.ts';
import { ByteReader } from '../../sync-server/byte-reader.ts';
import type { Ground } from './ground.ts';
import { MINE, Scene, TEXTS } from './scene.ts';
import { FENCE_SESSION, Trial, vectorOf, type AttackReport } from './trial.ts';

const FENCE = 'honest again';
const STILL_HERE = 'still here';

export async function runAttack(ground: Ground, attack: Attack): Promise<AttackReport> {
	const scene = await Scene.make(ground, attack.scene);
	try {
		await attack.prepare?.(scene);
		return await new ConversationTrial(scene, attack).run();
	} finally {
		scene.leave();
	}
}

class ConversationTrial extends Trial<Scene, Outcome> {
	readonly #attack: Attack;

	constructor(scene: Scene, attack: Attack) {
		super(scene, attack.outcome);
		this.#attack = attack;
	}

	async run(): Promise<AttackReport> {
		const { ground, document, ada, ben } = this.scene;
		// What was said before may still be on its way to Ada.
		await until(() => isDeepStrictEqual(ada.stored, ben.stored));
		const before = [...(await ground.log.audit(document))];
		const texts = ben.stored;
		const cpu = await this.launch((scene) => this.#attack.attack(scene));
		const cpuMs = ground.cpuMs - cpu;
		// What the attacker sends next is judged after his attack, and reaches everybody after whatever came of it.
		if (this.mayFollow()) await this.scene.say(FENCE, FENCE_SESSION);
		ada.say(STILL_HERE);
		await until(() => ada.stored.includes(STILL_HERE) && ben.stored.includes(STILL_HERE));
		const after = [...(await ground.log.audit(document))];
		this.#checkAnswer();
		this.#checkRows(before, after);
		this.#checkOthers();
		await this.#checkDocument(texts);
		this.checkUnharmed();
		return { document, violations: this.violations, result: this.result(), cpuMs };
	}

	protected isAnswered(): boolean {
		const { refused = [], given, asked, ended, closed, rejected } = this.outcome;
		const attacker = this.attacker;
		if (rejected !== undefined) return attacker.refusedWith !== null;
		if (closed !== undefined) return attacker.closedWith !== null;
		if (ended !== undefined) return attacker.framesOf('closed').length > 0;
		if (asked && this.asked() === 0) return false;
		if (given && attacker.framesOf('given').length === 0) return false;
		return attacker.framesOf('refusal').length >= refused.length;
	}

	#checkAnswer(): void {
		const { refused = [], asked = false, ended, closed, rejected, tombstones = 0 } = this.outcome;
		const attacker = this.attacker;
		if (rejected !== undefined) return this.equal('HTTP status', attacker.refusedWith, rejected);
		if (closed !== undefined)
			return this.check(
				attacker.closedWith !== null && closed.includes(attacker.closedWith),
				() => `closed with ${attacker.closedWith} instead of ${closed.join(' or ')}`,
			);
		const { given } = this.outcome;
		this.equal(
			'what he is told of his gift',
			attacker.framesOf('given').map(({ rows, code }) => [rows, code]),
			given ? [given] : [],
		);
		const refusals = attacker.framesOf('refusal');
		if (ended !== undefined) {
			const closings = attacker.framesOf('closed').map(({ code }) => code);
			this.check(
				closings.length > 0 && closings.every((code) => code === ended),
				() => `ended with ${closings}`,
			);
		} else {
			this.equal(
				'refusals',
				refusals.map(({ code }) => code),
				refused,
			);
			this.equal('asked for what is missing', this.asked() > 0, asked);
		}
		const told = refusals.filter(({ tombstoned }) => tombstoned);
		this.equal(
			'clocks that he is told are spent',
			told.reduce((sum, { length }) => sum + length, 0),
			tombstones,
		);
	}

	#checkRows(before: readonly LogRow[], after: readonly LogRow[]): void {
		this.check(isDeepStrictEqual(after.slice(0, before.length), before), () => 'a stored row has changed');
		this.equal('the chain breaks at row', firstBrokenRow(after), null);
		const added = after.slice(before.length);
		const honest = this.mayFollow() ? ['run', 'run'] : ['run'];
		this.equal(
			'rows',
			added.map(({ kind }) => kind),
			[...(this.outcome.rows ?? []), ...honest],
		);
		for (const { kind, user, payload } of added) {
			if (kind !== 'refused') continue;
			this.equal('who was refused', user, this.scene.mal.id);
			const { run } = decodePayload(payload);
			this.equal('whose clocks', run?.client, this.scene.own);
		}
	}

	/** Others hear of the attack what its outcome says, and nothing else. */
	#checkOthers(): void {
		const { ada, ben, own, victim } = this.scene;
		const { tombstones = 0, rows = [], spends = false } = this.outcome;
		const isAccepted = rows.includes('run');
		for (const [name, replica] of Object.entries({ ada, ben })) {
			this.checkHeard(name, replica);
			const allowed = new Set([victim, this.scene.ownSession(FENCE_SESSION)]);
			if (tombstones > 0) allowed.add(own);
			if (rows.includes('restored')) allowed.add(this.scene.lostClient);
			for (const update of replica.updates.map(read)) {
				const clients = update.sections.map(({ client }) => client).filter((client) => !isEpoch(client));
				const strange = clients.filter((client) => !allowed.has(client));
				if (!isAccepted) this.equal(`logs that ${name} got`, strange, []);
				if (!isAccepted && tombstones > 0)
					for (const { client, structs } of update.sections)
						if (client === own)
							this.check(
								structs.every(({ kind }) => kind === 'deleted'),
								() => `${name} got content of a refused run`,
							);
				if (tombstones === 0 && !spends && !rows.includes('redact'))
					this.equal(`deletes that ${name} got`, update.deletes, []);
			}
		}
		if (tombstones > 0 && this.attacker.isOpen) {
			const updates = this.attacker.framesOf('data').flatMap(({ message }) => updateIn(message));
			const spent = updates.flatMap(({ deletes: ranges }) => ranges).filter(({ client }) => client === own);
			this.check(
				spent.reduce((sum, { length }) => sum + length, 0) >= tombstones &&
					updates.some(({ sections }) => sections.some(({ client }) => client === own)),
				() => 'the sender did not get the tombstones',
			);
		}
	}

	/** Whoever joins now gets what those have who were there, and nothing waits in it. */
	async #checkDocument(texts: readonly string[]): Promise<void> {
		const { ground, ada, ben, document, own } = this.scene;
		const { rows = [], says = [], deletes = [], tombstones = 0 } = this.outcome;
		const before = texts.map((text, i) => (deletes.includes(i) ? '-' : text));
		const expected = [...before, ...says, ...(this.mayFollow() ? [FENCE] : []), STILL_HERE];
		this.equal('the timeline', ben.stored, expected);
		const fresh = await ground.ben.open(document, 1);
		try {
			this.equal('the timeline of who joins', fresh.stored, ben.stored);
			this.equal('the timeline of who was there', ada.stored, ben.stored);
			for (const replica of [ada, ben, fresh]) {
				const { store } = replica.doc;
				this.equal('what waits', [store.pendingStructs, store.pendingDs], [null, null]);
				this.equal('fold: waits, malformed', [replica.fold.blocked, replica.fold.malformed], [false, 0]);
			}
			const vectors = [ada, ben, fresh].map(({ doc }) => vectorOf(doc));
			this.equal('state vectors', vectors.slice(1), [vectors[0], vectors[0]]);
			if (this.scene.mayWrite && !rows.includes('run'))
				this.equal('clock of his log', Y.getState(fresh.doc.store, own), this.scene.next + tombstones);
		} finally {
			ground.ben.close(fresh);
		}
	}

	protected override result(): string {
		const { attacker } = this;
		if (this.outcome.rejected !== undefined) return `HTTP ${attacker.refusedWith ?? '-'}`;
		if (this.outcome.closed !== undefined) return `socket closed ${attacker.closedWith ?? '-'}`;
		return super.result(attacker.framesOf('given').flatMap(({ code }) => (code === '' ? [] : [code])));
	}
}

function read(bytes: Uint8Array): Update {
	const decoded = decodeUpdate(bytes);
	if (!decoded.ok) throw new Error(`The relay sent an update that is none: ${decoded.code}`);
	return decoded.update;
}

function updateIn(message: Uint8Array): Update[] {
	if (message[0] !== 0 || message[1] !== 2) return [];
	const reader = new ByteReader(message, 2);
	return [read(reader.varBytes())];
}

/** What stands in the timeline before an attack. */
export const BEFORE = [...TEXTS, MINE];
