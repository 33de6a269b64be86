/** The whole corpus, in the order of the relay's checks. */
import type { Attack } from './attack.ts';
import { DELETES } from './cases/deletes.ts';
import { ENCODING } from './cases/encoding.ts';
import { EVENTS } from './cases/events.ts';
import { IDENTITY } from './cases/identity.ts';
import { PRESENCE } from './cases/presence.ts';
import { RESTORED_DOCUMENTS } from './cases/restored.ts';
import { STRUCTURE } from './cases/structure.ts';
import { NAMES, WIRE } from './cases/wire.ts';

export const CORPUS: ReadonlyMap<string, readonly Attack[]> = new Map([
	['Bytes (R1)', ENCODING],
	['Names and sockets (N1, W2)', NAMES],
	['Frames and messages (W)', WIRE],
	['Whose log (R2-R4)', IDENTITY],
	['Places (R5)', STRUCTURE],
	['Delete sets (R6)', DELETES],
	['Events (R7-R9)', EVENTS],
	['After a restore (R3, R5, R6)', RESTORED_DOCUMENTS],
	['Awareness (A)', PRESENCE],
]);
