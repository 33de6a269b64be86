/** Runs one entry of the corpus against a text document, and holds it against the invariant of `run-attack.ts` as it is there: one text for all, and no ledger. */
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import { textOf } from '#lib/domain/text-document.ts';
import { decodeUpdate } from '../../sync-server/decode.ts';
import type { LogRow } from '../../sync-server/log.ts';
import { firstBrokenRow } from '../../sync-server/row.ts';
import { updateOfRow } from '../../sync-server/text-index.ts';
import type { Ground } from './ground.ts';
import type { TextAttack, TextOutcome } from './text-attack.ts';
import { TextScene } from './text-scene.ts';
import { FENCE_SESSION, Trial, vectorOf, type AttackReport } from './trial.ts';

const FENCE = ' honest again';
const STILL_HERE = ' still here';

export async function runTextAttack(ground: Ground, attack: TextAttack): Promise<AttackReport> {
	const scene = await TextScene.make(ground, attack.scene);
	try {
		await attack.prepare?.(scene);
		return await new TextTrial(scene, attack).run();
	} finally {
		scene.leave();
	}
}

class TextTrial extends Trial<TextScene, TextOutcome> {
	readonly #attack: TextAttack;

	constructor(scene: TextScene, attack: TextAttack) {
		super(scene, attack.outcome);
		this.#attack = attack;
	}

	async run(): Promise<AttackReport> {
		const { ground, document, ada, ben } = this.scene;
		const before = [...(await ground.log.audit(document))];
		const expected = this.outcome.text ?? this.scene.textOf(ben);
		const cpu = await this.launch((scene) => this.#attack.attack(scene));
		await this.scene.reads(expected).catch(() => undefined);
		const cpuMs = ground.cpuMs - cpu;
		const texts = [ada, ben].map((replica) => this.scene.textOf(replica));
		this.equal('the text', texts, [expected, expected]);
		// What the attacker writes next is judged after his attack, and reaches everybody after whatever came of it.
		if (this.mayFollow()) await this.scene.write(FENCE, FENCE_SESSION);
		const end = expected + (this.mayFollow() ? FENCE : '') + STILL_HERE;
		this.scene.add(ada, STILL_HERE);
		await this.scene.reads(end).catch(() => undefined);
		// Ada's own text says nothing of the log; Ben's does.
		const after = [...(await ground.log.audit(document))];
		this.#checkAnswer();
		this.#checkRows(before, after, end);
		this.#checkOthers();
		await this.#checkDocument(end);
		this.checkUnharmed();
		return { document, violations: this.violations, result: this.result(), cpuMs };
	}

	protected isAnswered(): boolean {
		const { refused = [], asked, ended, rows = 0 } = this.outcome;
		if (ended !== undefined) return this.attacker.framesOf('closed').length > 0;
		if (asked && this.asked() === 0) return false;
		// What waits together becomes one row.
		if (rows > 0 && this.attacker.framesOf('stored').length === 0) return false;
		return this.attacker.framesOf('refusal').length >= refused.length;
	}

	#checkAnswer(): void {
		const { refused = [], asked = false, ended } = this.outcome;
		const closings = this.attacker.framesOf('closed').map(({ code }) => code);
		this.equal('ended', closings, ended === undefined ? [] : [ended]);
		if (ended !== undefined) return;
		const refusals = this.attacker.framesOf('refusal');
		this.equal(
			'refusals',
			refusals.map(({ code }) => code),
			refused,
		);
		this.check(!refusals.some(({ tombstoned }) => tombstoned), () => 'he is told of a tombstone (SPEC X9)');
		this.equal('asked for what is missing', this.asked() > 0, asked);
	}

	#checkRows(before: readonly LogRow[], after: readonly LogRow[], text: string): void {
		const { mal, ada, root } = this.scene;
		this.check(isDeepStrictEqual(after.slice(0, before.length), before), () => 'a stored row has changed');
		this.equal('the chain breaks at row', firstBrokenRow(after), null);
		const own = (this.outcome.rows ?? 0) + (this.mayFollow() ? 1 : 0);
		const added = after.slice(before.length);
		const last = after[0]!.user;
		this.equal(
			'rows',
			added.map(({ kind, user }) => [kind, user]),
			[...Array.from({ length: own }, () => ['text', mal.id]), ['text', last]],
		);
		const replayed = new Y.Doc();
		// The row that says what was forgotten changes no replica (X15).
		for (const row of after) if (row.kind !== 'forget') Y.applyUpdate(replayed, updateOfRow(row));
		this.equal('the text of the rows alone', textOf(replayed, root).toString(), text);
		this.equal('clocks of the rows alone', vectorOf(replayed), vectorOf(ada.doc));
	}

	/** Others hear of the attack what its outcome says, and nothing else. */
	#checkOthers(): void {
		const { ada, ben, victim } = this.scene;
		const { rows = 0 } = this.outcome;
		for (const [name, replica] of Object.entries({ ada, ben })) {
			this.checkHeard(name, replica);
			if (rows > 0) continue;
			const allowed = new Set([victim, this.scene.ownSession(FENCE_SESSION)]);
			for (const bytes of replica.updates) {
				const decoded = decodeUpdate(bytes, 'text');
				if (!decoded.ok) throw new Error(`The relay sent an update that is none: ${decoded.code}`);
				const clients = decoded.update.sections.map(({ client }) => client);
				this.equal(
					`strange clients that ${name} got`,
					clients.filter((client) => !allowed.has(client)),
					[],
				);
				this.equal(`deletes that ${name} got`, decoded.update.deletes, []);
			}
		}
	}

	/** Whoever joins now gets what those have who were there, and nothing waits in it. */
	async #checkDocument(text: string): Promise<void> {
		const { ada, ben, root } = this.scene;
		await this.scene.joins((fresh) => {
			for (const [name, { doc }] of Object.entries({ ada, ben, fresh })) {
				this.equal(`the text of ${name}`, textOf(doc, root).toString(), text);
				this.equal(`what waits at ${name}`, [doc.store.pendingStructs, doc.store.pendingDs], [null, null]);
				this.equal(`clocks of ${name}`, vectorOf(doc), vectorOf(ada.doc));
				const strange = [...doc.share].filter(
					([other, type]) => other !== root && (type._length > 0 || type._map.size > 0),
				);
				this.equal(`other roots of ${name}`, strange.length, 0);
			}
		});
	}
}
