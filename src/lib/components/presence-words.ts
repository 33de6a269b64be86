import type { PresenceState } from '#lib/client/presence.ts';

/** Said beside or instead of the dot. */
export const PRESENCE_WORDS: Record<PresenceState, string> = {
	online: 'Online',
	offline: 'Offline',
	unknown: 'Not known now',
};
