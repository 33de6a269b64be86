/** A document that goes on in a later epoch, after a restore: what is forgiven there, and what is not (SPEC R3, R5, R6). */
import { accepted, NOTHING, refused, tombstone, type Attack } from '../attack.ts';
import { append, deleted, deleteSet, endOf, gc, message, section, update, values } from '../bytes.ts';
import type { Scene } from '../scene.ts';

const FORGED = message('forged');
const RESTORED = { isRestored: true };

function restored(
	name: string,
	attack: (scene: Scene) => Uint8Array,
	outcome: Attack['outcome'],
	rule = 'R3',
): Attack {
	return { name: `restored-${name}`, rule, scene: RESTORED, attack, outcome };
}

const SESSION = 9;

/** What would bring back a word of his that was erased. */
function erased(name: string, event: (erased: { of: [client: number, clock: number] }) => object): Attack {
	return {
		name: `restored-erased-${name}`,
		rule: 'G10',
		scene: { ...RESTORED, erasedSession: SESSION },
		attack: (scene) => scene.append(event({ of: [scene.ownSession(SESSION), 0] })),
		outcome: tombstone('ERASED'),
	};
}

export const RESTORED_DOCUMENTS: Attack[] = [
	restored('honest-append', (scene) => scene.append(message('an honest word')), accepted('an honest word')),
	restored('another’s-lost-clocks', ({ victim, victimNext }) => append(victim, victimNext, FORGED), NOTHING),
	restored('another’s-log-that-is-not-there', ({ victim }) => append(victim + 1, 0, FORGED), NOTHING),
	restored('entries-of-the-old-ledger', () => append(1, 40, ['m', 'forged']), NOTHING),
	restored(
		'entries-of-the-ledger-that-stands',
		({ epoch }) => append(epoch, 99, ['m', 'forged']),
		refused('CLIENT_NOT_YOURS'),
	),
	restored(
		'entries-of-an-epoch-to-come',
		({ epoch }) => append(epoch + 1, 0, ['e', 2, 0, 1]),
		refused('CLIENT_NOT_YOURS'),
	),
	restored('unleased-client', () => append(2 ** 50, 0, FORGED), refused('CLIENT_UNLEASED')),
	restored('unknown-deletes', ({ victim }) => update([], deleteSet([victim, [0, 50]])), NOTHING, 'R6'),
	restored('deletes-of-the-ledger', ({ epoch }) => update([], deleteSet([epoch, [0, 2]])), NOTHING, 'R6'),
	restored(
		'my-redacted-clocks',
		({ own, next }) =>
			update(
				[
					section(
						own,
						next,
						deleted(endOf(own, next), 2),
						values(endOf(own, next + 2), message('what I wrote since')),
					),
				],
				deleteSet([own, [next, 2]]),
			),
		{ refused: ['GAP'], rows: ['refused', 'run'], tombstones: 2, says: ['what I wrote since'] },
		'R5',
	),
	restored(
		'my-redacted-clocks-beyond-reason',
		({ own, next }) => update([section(own, next, deleted(endOf(own, next), 5001))]),
		refused('GAP'),
		'R5',
	),
	restored(
		'gc-of-mine',
		({ own, next }) => update([section(own, next, gc(1))]),
		tombstone('FORBIDDEN_CONTENT'),
		'R5',
	),
	restored(
		'another’s-deleted-clocks',
		({ victim, victimNext }) => update([section(victim, victimNext, deleted(endOf(victim, victimNext), 3))]),
		NOTHING,
		'R5',
	),
	restored(
		'honest-beside-another’s-lost-clocks',
		({ own, next, victim, victimNext }) =>
			update([
				section(victim, victimNext, values(endOf(victim, victimNext), FORGED)),
				section(own, next, values(endOf(own, next), message('an honest word'))),
			]),
		accepted('an honest word'),
	),
	erased('edit-of-mine', ({ of }) => ({ k: 'e', at: 1, of, b: 'the words again' })),
	erased('copy-of-mine', ({ of }) => message('the words again', { was: [...of, 7] })),
];
