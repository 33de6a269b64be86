/**
 * Close codes of a socket (44xx) and of one document on a multiplexed socket. `retry`: reconnect by oneself, with growing delay.
 * A WebsocketProvider stops for good at 4400-4499; a retriable end of the real socket therefore reaches documents as 45xx (SPEC W8).
 */
export const CLOSE = {
	goingAway: { code: 1001, retry: true, meaning: 'The server stops; it comes back.' },
	malformed: { code: 4400, retry: false, meaning: 'This client speaks wrongly: reload.' },
	signedOut: { code: 4401, retry: false, meaning: 'Sign in again; unsent text stays on the device.' },
	noAccess: {
		code: 4403,
		retry: false,
		meaning: 'Not a member, or no such document: keep unsent texts aside, drop the replica.',
	},
	tooMany: {
		code: 4429,
		retry: false,
		meaning: 'More documents than one socket, or more sockets than one user, may have.',
	},
	appendFailed: { code: 4500, retry: true, meaning: 'The log did not take it: reconnect and send again.' },
	socketLost: { code: 4501, retry: true, meaning: 'The socket under this document is gone.' },
	tooSlow: { code: 4508, retry: true, meaning: 'This reader fell behind: reconnect and catch up.' },
	rebuild: {
		code: 4509,
		retry: true,
		meaning: 'The replica and the relay disagree: fetch the document anew.',
	},
} as const;

export type CloseName = keyof typeof CLOSE;
