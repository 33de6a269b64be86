/**
 * What the relay needs of the outside, so that the whole of it runs in one process with fake sockets, a fake clock and a log in memory.
 * The log has its own file (log.ts), so has access (access.ts).
 */
import type { SecurityCode } from '#lib/protocol/refusals.ts';

export type TimerHandle = unknown;

export interface Clock {
	/** Milliseconds since 1970. May step back: the ledger's time does not. */
	now(): number;
	/** A delay of 0 runs after whatever input is waiting already. */
	setTimeout(task: () => void, delayMs: number): TimerHandle;
	clearTimeout(timer: TimerHandle): void;
	/** Milliseconds that this thread has worked so far; without it work is not counted. */
	readonly workTime?: () => number;
}

/** One accepted WebSocket, as the relay sees it. */
export interface Socket {
	/** Queues one binary frame. The bytes are not changed afterwards. Never throws; after close it does nothing. */
	send(bytes: Uint8Array): void;
	/** Closes with a code of `protocol/close-codes.ts`. */
	close(code: number, reason: string): void;
	/** A ping of the WebSocket itself; the answer is reported by `Connection.alive()`. */
	ping?(): void;
	/** Reads nothing more until `resume`, so that its sender waits too. What was read already may still come. */
	pause?(): void;
	resume?(): void;
	/** Bytes that the reader has not taken yet. When they become fewer, `Connection.drained()` says so. */
	readonly bufferedAmount: number;
}

/** Structured lines; ids and codes, never contents. */
export interface Logger {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

export interface SecurityEvent {
	/** Null, as is the user, for whoever is not known. */
	organisation: string | null;
	user: string | null;
	device: number | null;
	document: string | null;
	code: SecurityCode;
}

/** Takes refusals for a supervisor to see. Must not throw and not wait. */
export interface SecurityEvents {
	record(event: SecurityEvent): void;
}

/** Signs what the server says (SPEC P3, L10). */
export interface Signer {
	/** Public half of the key, SPKI. */
	readonly key: Uint8Array;
	sign(bytes: Uint8Array): Uint8Array;
	/** By this key, or one that it retired. */
	verify(key: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean;
}

/** Unpredictable bytes, for the salts of the log (SPEC L2). */
export type RandomBytes = (length: number) => Uint8Array;

export const systemClock: Clock = {
	now: () => Date.now(),
	workTime,
	setTimeout: (task, delayMs) => (delayMs <= 0 ? setImmediate(task) : setTimeout(task, delayMs)),
	clearTimeout: (timer) => {
		// Node tells the two kinds apart by itself; each function ignores the other's handles.
		clearTimeout(timer as NodeJS.Timeout);
		clearImmediate(timer as NodeJS.Immediate);
	},
};

/** What passes at once counts as work: to ask the system costs more than many a frame. */
const AT_ONCE_MS = 0.2;
let worked = 0;
let askedCpu = threadMs();
let countedAt = performance.now();

/** Of this thread alone, so that a busy machine is nobody's debt; where Node cannot tell (before 23.9), the time that passes. */
function workTime(): number {
	const now = performance.now();
	const passed = now - countedAt;
	countedAt = now;
	if (passed < AT_ONCE_MS) return (worked += passed);
	const cpu = threadMs();
	worked += Math.min(passed, cpu - askedCpu);
	askedCpu = cpu;
	return worked;
}

function threadMs(): number {
	if (!process.threadCpuUsage) return performance.now();
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}
