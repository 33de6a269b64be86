import { expect, test } from 'vitest';
import type { PushedNotice } from '#lib/protocol/push.ts';
import { PageNotifier, type Picture } from './page-notifier.ts';
import type { ConversationSummary } from './summaries.ts';

function aDesk() {
	const shown: PushedNotice[] = [];
	const closed: string[] = [];
	const notifier = new PageNotifier({
		words: (summary, kind, showText) => ({ title: summary.name, body: showText ? kind : '' }),
		show: (notice) => shown.push(notice),
		close: (conversation) => closed.push(conversation),
	});
	const settings = { level: 'all', showText: true, textAllowed: true, seenThrough: 0 } as const;
	const take = (unread: number, change: Partial<Picture> & { muted?: boolean; at?: number } = {}) => {
		const { muted = false, at, ...rest } = change;
		const summary = { id: 'a', name: 'Rota', unread, muted, lastMessage: { key: '0:1:2' } };
		const told = at
			? ([
					{ conversation: 'a', kind: 'mention', key: '0:1:1', at, unread: true },
				] as unknown as Picture['told'])
			: [];
		notifier.take({
			summaries: [summary as ConversationSummary],
			told,
			settings,
			isCurrent: true,
			isLookedAt: false,
			...rest,
		});
	};
	return { shown, closed, take, settings };
}

test('[F01] what comes while nobody looks is shown once, with the way to it; what was there before is not', () => {
	const { shown, take } = aDesk();
	take(3, { isCurrent: false });
	take(3);
	expect(shown).toEqual([]);
	take(4);
	take(4);
	expect(shown).toEqual([
		{ conversation: 'a', key: '0:1:2', title: 'Rota', body: 'message', count: 4, kind: 'message' },
	]);
});

test('[F01] nothing while somebody looks, of what is muted, or is not wanted', () => {
	const { shown, take, settings } = aDesk();
	take(0);
	take(1, { isLookedAt: true });
	take(2, { muted: true });
	take(3, { settings: { ...settings, level: 'none' } });
	take(4, { settings: { ...settings, level: 'mentions' } });
	expect(shown).toEqual([]);
	take(5, { settings: { ...settings, level: 'mentions' }, at: 10 });
	expect(shown).toMatchObject([{ kind: 'mention', key: '0:1:1' }]);
});

test('[F02] it is closed when the conversation is read, wherever', () => {
	const { closed, take } = aDesk();
	take(0);
	take(1);
	closed.length = 0;
	take(0);
	expect(closed).toEqual(['a']);
});
