/** What goes through a push service, encrypted (SPEC B7), and what browsers and server say about it. */
import type { Concern } from '#lib/domain/concern.ts';

export interface PushedNotice {
	conversation: string;
	/** `volume:client:clock` of the message. */
	key: string;
	title: string;
	/** One line; says no more than that there is a message where texts are not shown. */
	body: string;
	/** Messages that this one stands for. */
	count: number;
	kind: Concern;
}

export type PushPayload =
	| { v: 1; show: PushedNotice }
	/** Read elsewhere, muted, or no longer one's own. */
	| { v: 1; close: string[] }
	/** From the settings page's button; comes back to the page that pressed it. */
	| { v: 1; test: string };

/** `PUT /api/push` */
export interface PushSubscriptionBody {
	endpoint: string;
	/** base64url */
	p256dh: string;
	auth: string;
	/** The server's key that it was made for. */
	serverKey: string;
}

/** `GET /api/push` */
export interface PushState {
	/** What to subscribe with, base64url; null where this program sends none. */
	serverKey: string | null;
	/** This session's endpoint, if it has one for that key. */
	endpoint: string | null;
}

/** `POST /api/push/test`: what the push service answered; 0 for nothing. */
export interface PushTestAnswer {
	status: number;
	words: string;
}
