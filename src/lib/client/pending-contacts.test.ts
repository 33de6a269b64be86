import { expect, test } from 'vitest';
import type { Command } from '#lib/protocol/commands.ts';
import { NO_CONTACTS, type Contacts } from '#lib/protocol/workspace.ts';
import { withPendingContacts } from './pending-contacts.ts';

const command = (kind: string, user = 'ben') => ({ id: 'x', at: 5, kind, user }) as Command;
const known = (state: 'asked' | 'asks' | 'accepted' | 'removed'): Contacts => ({
	...NO_CONTACTS,
	all: [{ user: 'ben', state, since: 1 }],
});
const after = (contacts: Contacts, ...kinds: string[]) =>
	withPendingContacts(
		contacts,
		kinds.map((kind) => command(kind)),
	).all.map(({ state }) => state);

test('[V2] queued commands show as they will be', () => {
	expect(after(NO_CONTACTS, 'contact.request')).toEqual(['asked']);
	expect(after(known('asks'), 'contact.request')).toEqual(['accepted']);
	expect(after(known('asks'), 'contact.accept')).toEqual(['accepted']);
	expect(after(known('asks'), 'contact.decline')).toEqual([]);
	expect(after(known('accepted'), 'contact.remove')).toEqual(['removed']);
	expect(after(NO_CONTACTS, 'contact.request', 'contact.remove')).toEqual([]);
	expect(
		withPendingContacts(NO_CONTACTS, [command('contact.block'), command('contact.block', 'cara')]),
	).toEqual({
		...{ needed: false, all: [], blocked: ['ben', 'cara'] },
	});
	expect(
		withPendingContacts({ ...NO_CONTACTS, blocked: ['ben'] }, [command('contact.unblock')]).blocked,
	).toEqual([]);
});
