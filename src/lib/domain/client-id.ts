/**
 * Client ids (SPEC C1-C4): `device * 65536 + session`, a 53-bit integer. Device 0 is the relay's; its "sessions" are epochs.
 */
export const SESSIONS_PER_DEVICE = 65_536;
/** Devices are numbered 1 … 2^37 - 1, so that every client id stays below 2^53. */
export const MAX_DEVICE = 2 ** 37 - 1;

export function clientIdOf(device: number, session: number): number {
	if (!Number.isInteger(device) || device < 0 || device > MAX_DEVICE)
		throw new RangeError(`device ${device}`);
	if (!Number.isInteger(session) || session < 0 || session >= SESSIONS_PER_DEVICE)
		throw new RangeError(`session ${session}`);
	return device * SESSIONS_PER_DEVICE + session;
}

export function deviceOf(client: number): number {
	return Math.floor(client / SESSIONS_PER_DEVICE);
}

export function sessionOf(client: number): number {
	return client % SESSIONS_PER_DEVICE;
}

/** Is this the id of a ledger, i.e. the relay's own? */
export function isEpoch(client: number): boolean {
	return client < SESSIONS_PER_DEVICE;
}

/** The root array of a writer, or of an epoch's ledger (SPEC D1). */
export function rootOf(client: number): string {
	return String(client);
}

/** The system's device in every organisation (SPEC C2), and the client id that it writes system events with. */
export const SYSTEM_DEVICE = 1;
export const SYSTEM_CLIENT = clientIdOf(SYSTEM_DEVICE, 0);
