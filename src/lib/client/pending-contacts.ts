/** Contacts as they will be when the server has accepted what is queued on this device. Pure. */
import type { Command, ContactCommand } from '#lib/protocol/commands.ts';
import type { Contact, Contacts } from '#lib/protocol/workspace.ts';

export function withPendingContacts(contacts: Contacts, commands: readonly Command[]): Contacts {
	let { needed } = contacts;
	const all = new Map(contacts.all.map((contact) => [contact.user, contact]));
	const blocked = new Set(contacts.blocked);
	for (const command of commands) {
		if (command.kind === 'contacts.need') needed = command.on;
		else if (command.kind === 'contact.block') blocked.add(command.user);
		else if (command.kind === 'contact.unblock') blocked.delete(command.user);
		else if (isContactCommand(command)) {
			const after = changed(all.get(command.user)?.state, command.kind);
			if (after) all.set(command.user, { user: command.user, state: after, since: command.at });
			else all.delete(command.user);
		}
	}
	return { needed, all: [...all.values()], blocked: [...blocked] };
}

function isContactCommand(command: Command): command is ContactCommand {
	return command.kind.startsWith('contact.');
}

function changed(
	known: Contact['state'] | undefined,
	kind: ContactCommand['kind'],
): Contact['state'] | undefined {
	switch (kind) {
		case 'contact.request':
			return known === 'accepted' || known === 'asks' ? 'accepted' : 'asked';
		case 'contact.accept':
			return 'accepted';
		case 'contact.decline':
			return undefined;
		case 'contact.remove':
			return known === 'asked' ? undefined : 'removed';
		default:
			return known;
	}
}
