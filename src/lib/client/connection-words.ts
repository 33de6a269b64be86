/** The connection and the device's store in words: first the fact, then what happens next. Pure. */
import type { ConnectionStatus, StorageStatus } from './summaries.ts';

export type NoticeAction =
	'try-now' | 'reload' | 'sign-in' | 'keep-safe' | 'save-copy' | 'free-space' | 'show';

/** One line across a zone: `**strong** rest`, then actions. */
export interface ConnectionNotice {
	kind:
		| 'offline'
		| 'unreachable'
		| 'syncing'
		| 'back'
		| 'signed-out'
		| 'outdated'
		| 'evictable'
		| 'full'
		| 'not-saved'
		| 'undelivered';
	tone: 'plain' | 'note' | 'danger';
	strong: string;
	rest: string;
	actions: { action: NoticeAction; words: string }[];
	/** Said at the end of the line where there is room. */
	aside: string;
}

export interface NoticeOptions {
	now: number;
	/** 11:42 */
	clock: (at: number) => string;
	/**
	 * Was there trouble since the last time all was well? Without it a short exchange is not worth a line that moves the page;
	 * after it the return is said for 4 s.
	 */
	afterTrouble: boolean;
	/** Texts that were not delivered and stand in no conversation any more. */
	undelivered: number;
}

/** The lines to show, the most urgent first; none when all is well. */
export function noticesOf(
	facts: ConnectionStatus,
	storage: StorageStatus,
	options: NoticeOptions,
): ConnectionNotice[] {
	const notices: ConnectionNotice[] = [];
	if (storage.full)
		notices.push({
			kind: 'full',
			tone: 'danger',
			strong: 'This device is full.',
			rest: 'New text is not saved.',
			actions: [{ action: 'free-space', words: 'Free space' }],
			aside: '',
		});
	else if (storage.failed)
		notices.push({
			kind: 'not-saved',
			tone: 'danger',
			strong: 'Not saved.',
			rest: 'What you wrote is in this window only. It is tried again by itself.',
			actions: [{ action: 'save-copy', words: 'Save a copy' }],
			aside: '',
		});
	if (options.undelivered > 0)
		notices.push({
			kind: 'undelivered',
			tone: 'danger',
			strong: 'Not delivered:',
			rest:
				options.undelivered === 1 ? '1 text is kept here.' : `${options.undelivered} texts are kept here.`,
			actions: [{ action: 'show', words: 'Show' }],
			aside: '',
		});
	const connection = connectionNotice(facts, options);
	if (connection) notices.push(connection);
	const alone = facts.unsent > 0 && facts.state !== 'current' && facts.state !== 'syncing';
	if (alone && storage.persisted === false && !storage.full && !storage.failed)
		notices.push({
			kind: 'evictable',
			tone: 'note',
			strong: 'This browser may delete its data.',
			rest: `${items(facts.unsent)} ${facts.unsent === 1 ? 'exists' : 'exist'} only here.`,
			actions: [
				{ action: 'keep-safe', words: facts.unsent === 1 ? 'Keep it safe' : 'Keep them safe' },
				{ action: 'save-copy', words: 'save a copy' },
			],
			aside: '',
		});
	return notices;
}

function connectionNotice(
	facts: ConnectionStatus,
	{ now, clock, afterTrouble, undelivered }: NoticeOptions,
): ConnectionNotice | null {
	const plain = { tone: 'plain', actions: [], aside: stamp(facts, clock) } as const;
	switch (facts.state) {
		case 'offline':
			return {
				...plain,
				kind: 'offline',
				strong: 'Offline.',
				rest:
					facts.unsent === 0
						? 'You can read, search and write.'
						: facts.unsent === 1
							? '1 item is saved on this device and will be sent by itself.'
							: `${facts.unsent} items are saved on this device and will be sent by themselves.`,
				actions: [],
			};
		case 'unreachable':
			return {
				...plain,
				kind: 'unreachable',
				strong: 'The server does not answer.',
				rest: facts.nextTryAt === null ? '' : `Next try in ${secondsUntil(facts.nextTryAt, now)} s.`,
				actions: [{ action: 'try-now', words: 'Try now' }],
			};
		case 'signed-out':
			return {
				kind: 'signed-out',
				tone: 'note',
				strong: facts.unsent === 0 ? 'Sign in to go on.' : `Sign in to send ${items(facts.unsent)}.`,
				rest:
					facts.unsent === 0
						? 'What is on this device stays readable.'
						: `${facts.unsent === 1 ? 'It stays' : 'They stay'} on this device until then.`,
				actions: [{ action: 'sign-in', words: 'Sign in' }],
				aside: stamp(facts, clock),
			};
		case 'outdated':
			return {
				kind: 'outdated',
				tone: 'note',
				strong: 'This page is older than the server.',
				rest:
					facts.unsent === 0
						? 'Reload to go on. Everything you wrote is kept.'
						: `Reload to send ${items(facts.unsent)}. Everything you wrote is kept.`,
				actions: [{ action: 'reload', words: 'Reload' }],
				aside: stamp(facts, clock),
			};
		case 'syncing':
			if (!afterTrouble) return null;
			return { ...plain, kind: 'syncing', strong: 'Syncing.', rest: progress(facts), actions: [] };
		case 'current':
			if (!afterTrouble) return null;
			return {
				...plain,
				kind: 'back',
				strong: 'Up to date',
				rest: `${facts.asOf === null ? '' : `as of ${clock(facts.asOf)}`}${undelivered > 0 ? '.' : '. Everything you wrote is stored.'}`,
				actions: [],
				aside: '',
			};
	}
}

/** The two lines of the sync line at the foot of the list. */
export function footWords(
	facts: ConnectionStatus,
	{ now, clock, undelivered }: Pick<NoticeOptions, 'now' | 'clock' | 'undelivered'>,
): { title: string; detail: string } {
	const wait =
		facts.unsent === 1 ? '1 item waits on this device' : `${facts.unsent} items wait on this device`;
	const lost =
		undelivered === 0
			? ''
			: undelivered === 1
				? '1 text not delivered'
				: `${undelivered} texts not delivered`;
	const asOf = facts.asOf === null ? '' : `as of ${clock(facts.asOf)}`;
	switch (facts.state) {
		case 'offline':
			return { title: 'Offline', detail: facts.unsent === 0 ? stamp(facts, clock) : wait };
		case 'unreachable':
			return {
				title: 'The server does not answer',
				detail:
					facts.unsent > 0
						? wait
						: facts.nextTryAt === null
							? stamp(facts, clock)
							: `Next try in ${secondsUntil(facts.nextTryAt, now)} s`,
			};
		case 'signed-out':
			return { title: 'Sign in', detail: facts.unsent === 0 ? stamp(facts, clock) : wait };
		case 'outdated':
			return { title: 'Older than the server', detail: facts.unsent === 0 ? stamp(facts, clock) : wait };
		case 'syncing':
			return { title: 'Syncing', detail: progress(facts).replace(/\.$/, '') };
		case 'current':
			return { title: 'Up to date', detail: lost || asOf };
	}
}

function stamp(facts: ConnectionStatus, clock: (at: number) => string): string {
	return facts.asOf === null ? '' : `Up to date as of ${clock(facts.asOf)}`;
}

function progress(facts: ConnectionStatus): string {
	const received = `${facts.received.toLocaleString('en-GB')} received`;
	return facts.toSend === 0 ? `${received}.` : `${facts.sent} of ${facts.toSend} sent, ${received}.`;
}

function items(count: number): string {
	return count === 1 ? '1 item' : `${count} items`;
}

function secondsUntil(at: number, now: number): number {
	return Math.max(0, Math.ceil((at - now) / 1000));
}
