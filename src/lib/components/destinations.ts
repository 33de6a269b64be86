import Contact from '@lucide/svelte/icons/contact';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import type { Component } from 'svelte';

/** A place of the application, as the rail and the phone's tabs show it. */
export interface Destination {
	href: string;
	name: string;
	icon: Component;
	/** The letter that follows G. */
	key: string;
}

export const TEAM: Destination = { href: '/messages', name: 'Team', icon: MessagesSquare, key: 't' };
export const PEOPLE: Destination = { href: '/people', name: 'People', icon: Contact, key: 'p' };

export function isAt(destination: { href: string }, pathname: string): boolean {
	return pathname === destination.href || pathname.startsWith(destination.href + '/');
}
