/** The connection and the device's store in words: first the fact, then what happens next. Pure. */
import { common } from '#lib/i18n/common.ts';
import { shell as t } from '#lib/i18n/shell.ts';
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
			strong: t.deviceFull,
			rest: t.newTextNotSaved,
			actions: [{ action: 'free-space', words: t.freeSpace }],
			aside: '',
		});
	else if (storage.failed)
		notices.push({
			kind: 'not-saved',
			tone: 'danger',
			strong: t.notSaved,
			rest: t.inThisWindow,
			actions: [{ action: 'save-copy', words: t.saveCopy }],
			aside: '',
		});
	if (options.undelivered > 0)
		notices.push({
			kind: 'undelivered',
			tone: 'danger',
			strong: t.notDeliveredColon,
			rest: t.textsKept(options.undelivered),
			actions: [{ action: 'show', words: t.show }],
			aside: '',
		});
	const connection = connectionNotice(facts, options);
	if (connection) notices.push(connection);
	const alone = facts.unsent > 0 && facts.state !== 'current' && facts.state !== 'syncing';
	if (alone && storage.persisted === false && !storage.full && !storage.failed)
		notices.push({
			kind: 'evictable',
			tone: 'note',
			strong: t.mayDelete,
			rest: t.onlyHere(facts.unsent),
			actions: [
				{ action: 'keep-safe', words: t.keepSafe(facts.unsent) },
				{ action: 'save-copy', words: t.saveCopyInline },
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
				strong: t.offlineStop,
				rest: facts.unsent === 0 ? t.offlineNothingUnsent : t.offlineUnsent(facts.unsent),
				actions: [],
			};
		case 'unreachable':
			return {
				...plain,
				kind: 'unreachable',
				strong: t.serverSilent,
				rest: facts.nextTryAt === null ? '' : t.nextTry(secondsUntil(facts.nextTryAt, now)),
				actions: [{ action: 'try-now', words: t.tryNow }],
			};
		case 'signed-out':
			return {
				kind: 'signed-out',
				tone: 'note',
				strong: facts.unsent === 0 ? t.signInToGoOn : t.signInToSend(facts.unsent),
				rest: facts.unsent === 0 ? t.staysReadable : t.staysUntilThen(facts.unsent),
				actions: [{ action: 'sign-in', words: common.signIn }],
				aside: stamp(facts, clock),
			};
		case 'outdated':
			return {
				kind: 'outdated',
				tone: 'note',
				strong: t.pageOlder,
				rest: facts.unsent === 0 ? t.reloadToGoOn : t.reloadToSend(facts.unsent),
				actions: [{ action: 'reload', words: common.reload }],
				aside: stamp(facts, clock),
			};
		case 'syncing':
			if (!afterTrouble) return null;
			return { ...plain, kind: 'syncing', strong: t.syncingStop, rest: progress(facts), actions: [] };
		case 'current': {
			if (!afterTrouble) return null;
			const since = facts.asOf === null ? '' : clock(facts.asOf);
			return {
				...plain,
				kind: 'back',
				strong: t.upToDate,
				rest: undelivered > 0 || facts.files > 0 ? t.backAsOf(since) : t.backAllStored(since),
				actions: [],
				aside: '',
			};
		}
	}
}

/** The two lines of the sync line at the foot of the list. */
export function footWords(
	facts: ConnectionStatus,
	{ now, clock, undelivered }: Pick<NoticeOptions, 'now' | 'clock' | 'undelivered'>,
): { title: string; detail: string } {
	const wait = t.itemsWait(facts.unsent);
	const lost = undelivered === 0 ? '' : t.textsNotDelivered(undelivered);
	const asOf = facts.asOf === null ? '' : t.asOf(clock(facts.asOf));
	switch (facts.state) {
		case 'offline':
			return { title: t.offline, detail: facts.unsent === 0 ? stamp(facts, clock) : wait };
		case 'unreachable':
			return {
				title: t.serverSilentShort,
				detail:
					facts.unsent > 0
						? wait
						: facts.nextTryAt === null
							? stamp(facts, clock)
							: t.nextTryShort(secondsUntil(facts.nextTryAt, now)),
			};
		case 'signed-out':
			return { title: common.signIn, detail: facts.unsent === 0 ? stamp(facts, clock) : wait };
		case 'outdated':
			return { title: t.olderThanServer, detail: facts.unsent === 0 ? stamp(facts, clock) : wait };
		case 'syncing':
			return { title: t.syncing, detail: progress(facts).replace(/\.$/, '') };
		case 'current':
			return { title: t.upToDate, detail: lost || (facts.files > 0 ? t.filesOnTheirWay(facts.files) : asOf) };
	}
}

function stamp(facts: ConnectionStatus, clock: (at: number) => string): string {
	return facts.asOf === null ? '' : t.upToDateAsOf(clock(facts.asOf));
}

function progress(facts: ConnectionStatus): string {
	const received = t.received(facts.received);
	return facts.toSend === 0 ? `${received}.` : t.sentOf(facts.sent, facts.toSend, received);
}

function secondsUntil(at: number, now: number): number {
	return Math.max(0, Math.ceil((at - now) / 1000));
}
