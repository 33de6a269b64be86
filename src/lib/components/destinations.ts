import BookOpenCheck from '@lucide/svelte/icons/book-open-check';
import Contact from '@lucide/svelte/icons/contact';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import type { Component } from 'svelte';
import { shell as t } from '#lib/i18n/shell.ts';
import type { Role } from '#lib/protocol/workspace.ts';

/** A place of the application, as the rail and the phone's tabs show it. */
export interface Destination {
	href: string;
	/** Read when it is shown: it depends on the language. */
	readonly name: string;
	icon: Component;
	/** The letter that follows G. */
	key: string;
}

export const TEAM: Destination = {
	href: '/messages',
	get name() {
		return t.team;
	},
	icon: MessagesSquare,
	key: 't',
};
export const PEOPLE: Destination = {
	href: '/people',
	get name() {
		return t.people;
	},
	icon: Contact,
	key: 'p',
};

export const AUDIT: Destination = {
	href: '/audit',
	get name() {
		return t.audit;
	},
	icon: BookOpenCheck,
	key: 'a',
};

/** Those who find something there; the server decides all the same. */
const AUDITS = new Set<Role>(['OWNER', 'ADMIN', 'SUPERVISOR', 'AUDITOR']);

/** The places of somebody with this role; null while that is not known. */
export function destinationsOf(role: Role | null): Destination[] {
	return role !== null && AUDITS.has(role) ? [TEAM, PEOPLE, AUDIT] : [TEAM, PEOPLE];
}

export function isAt(destination: { href: string }, pathname: string): boolean {
	return pathname === destination.href || pathname.startsWith(destination.href + '/');
}
