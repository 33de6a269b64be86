import { expect, test } from 'vitest';
import { tellingsOf } from './concerning.ts';
import type { ShownItem } from './summaries.ts';

const ME = '0198c0de-0000-7000-8000-00000000000a';

let clock = 0;
function anItem(change: Partial<ShownItem>): ShownItem {
	clock++;
	return {
		...{ key: `0:9:${clock}`, volume: 0, client: 9, clock, kind: 'message', author: 'ben', at: clock },
		...{
			receivedAt: clock,
			position: clock,
			state: 'stored',
			body: 'Hello',
			history: [],
			changePending: false,
		},
		...{
			deleted: false,
			erased: null,
			files: [],
			reactions: [],
			re: null,
			forwarded: null,
			system: null,
			mine: false,
		},
		...{ delivery: 'stored', reason: null },
		...change,
	} as ShownItem;
}
const kinds = (items: ShownItem[], direct = false) => tellingsOf(items, ME, direct).map(({ kind }) => kind);

test('[F03] in a room what names me, answers me, reacts to me or adds me is told; other messages and my own are not', () => {
	const mine = anItem({ author: ME, mine: true, lastReaction: { emoji: '👍', user: 'ben', at: 50 } });
	const items = [
		mine,
		anItem({}),
		anItem({ body: `<@${ME}> look` }),
		anItem({ body: '<@everyone> look' }),
		anItem({ re: [0, 9, mine.clock] }),
		anItem({ author: ME, mine: true, body: `<@${ME}> to myself` }),
		anItem({ kind: 'system', body: '', system: { k: 's', at: 1, a: 'added', by: 'ben', who: ME } }),
		anItem({ kind: 'system', body: '', system: { k: 's', at: 1, a: 'added', by: ME, who: ME } }),
		anItem({ deleted: true, body: '' }),
		anItem({ position: null, receivedAt: null, body: `<@${ME}>` }),
	];
	expect(kinds(items)).toEqual(['reaction', 'added', 'reply', 'mention', 'mention']);
});

test('[F03] each message of a direct conversation is told, the later of one moment first', () => {
	const [one, other] = [anItem({ receivedAt: 70 }), anItem({ receivedAt: 70 })];
	expect(tellingsOf([one, other], ME, true).map(({ key }) => key)).toEqual([other.key, one.key]);
	expect(kinds([one], true)).toEqual(['direct']);
});
