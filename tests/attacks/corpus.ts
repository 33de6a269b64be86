/** The whole corpus, in the order of the relay's checks. */
import type { Attack } from './attack.ts';
import { DELETES } from './cases/deletes.ts';
import { ENCODING } from './cases/encoding.ts';
import { EVENTS } from './cases/events.ts';
import { GIVEN } from './cases/given.ts';
import { IDENTITY } from './cases/identity.ts';
import { PRESENCE } from './cases/presence.ts';
import { RESTORED_DOCUMENTS } from './cases/restored.ts';
import { STRUCTURE } from './cases/structure.ts';
import {
	TEXT_CONTENT,
	TEXT_DELETES,
	TEXT_NAMES,
	TEXT_PLACES,
	TEXT_PRESENCE,
	TEXT_WRITERS,
} from './cases/text.ts';
import { NAMES, WIRE } from './cases/wire.ts';
import type { Ground } from './ground.ts';
import { runAttack } from './run-attack.ts';
import { runTextAttack } from './run-text-attack.ts';
import type { AttackReport } from './trial.ts';
import type { TextAttack } from './text-attack.ts';

const OF_CONVERSATIONS: ReadonlyMap<string, readonly Attack[]> = new Map([
	['Bytes (R1)', ENCODING],
	['Names and sockets (N1, W2)', NAMES],
	['Frames and messages (W)', WIRE],
	['Whose log (R2-R4)', IDENTITY],
	['Places (R5)', STRUCTURE],
	['Delete sets (R6)', DELETES],
	['Events (R7-R9)', EVENTS],
	['After a restore (R3, R5, R6)', RESTORED_DOCUMENTS],
	['Given back after a restore (P7-P11)', GIVEN],
	['Awareness (A)', PRESENCE],
]);

const OF_TEXTS: ReadonlyMap<string, readonly TextAttack[]> = new Map([
	['Text: whose names (X3, N1)', TEXT_NAMES],
	['Text: what it holds (X4, X8)', TEXT_CONTENT],
	['Text: who writes (X3, X5)', TEXT_WRITERS],
	['Text: places (X5, X6)', TEXT_PLACES],
	['Text: delete sets (X7)', TEXT_DELETES],
	['Text: awareness (X13)', TEXT_PRESENCE],
]);

/** An entry, whatever kind of document it attacks. */
export interface Case extends Pick<Attack, 'name' | 'rule' | 'isHeavy'> {
	/** What the attacker is told. */
	refused: Attack['outcome']['refused'];
	run(ground: Ground): Promise<AttackReport>;
}

export const CORPUS: ReadonlyMap<string, readonly Case[]> = new Map([
	...casesOf(OF_CONVERSATIONS, runAttack),
	...casesOf(OF_TEXTS, runTextAttack),
]);

function casesOf<Entry extends Attack | TextAttack>(
	groups: ReadonlyMap<string, readonly Entry[]>,
	run: (ground: Ground, entry: Entry) => Promise<AttackReport>,
): [title: string, cases: readonly Case[]][] {
	return [...groups].map(([title, entries]) => [
		title,
		entries.map((entry) => ({
			name: entry.name,
			rule: entry.rule,
			isHeavy: entry.isHeavy ?? false,
			refused: entry.outcome.refused,
			run: (ground) => run(ground, entry),
		})),
	]);
}
