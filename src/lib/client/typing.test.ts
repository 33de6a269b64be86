import { Awareness } from 'y-protocols/awareness';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { HOLDS_MS, PAUSE_MS, SAY_EVERY_MS, Typing } from './typing.ts';

const docs: Y.Doc[] = [];
afterEach(() => {
	for (const doc of docs.splice(0)) doc.destroy();
});

function aTyping() {
	let time = 1_000_000;
	let timers: { at: number; call: () => void }[] = [];
	const clock = {
		now: () => time,
		after(ms: number, call: () => void) {
			const timer = { at: time + ms, call };
			timers.push(timer);
			return () => (timers = timers.filter((other) => other !== timer));
		},
	};
	const pass = (ms: number) => {
		time += ms;
		const due = timers.filter(({ at }) => at <= time);
		timers = timers.filter(({ at }) => at > time);
		for (const { call } of due) call();
	};
	const doc = new Y.Doc();
	docs.push(doc);
	const awareness = new Awareness(doc);
	awareness.setLocalState(null);
	const words: unknown[] = [];
	const typing = new Typing('ann', clock);
	typing.attach(awareness);
	awareness.on('update', (_changes: unknown, origin: unknown) => {
		if (origin === 'local') words.push(awareness.getLocalState());
	});
	const hear = (client: number, state: object | null) => {
		if (state) awareness.states.set(client, state);
		else awareness.states.delete(client);
		const changes = { added: [], updated: state ? [client] : [], removed: state ? [] : [client] };
		awareness.emit('change', [changes, 'remote']);
	};
	return { typing, pass, words, hear };
}

test('[A8] keys make one word every few seconds, and none once they stop', () => {
	const { typing, pass, words } = aTyping();
	for (let key = 0; key < 30; key++) {
		typing.say();
		pass(100);
	}
	expect(words).toEqual([{ typing: 1 }]);
	pass(SAY_EVERY_MS - 3000);
	typing.say();
	expect(words).toHaveLength(2);
	pass(PAUSE_MS);
	expect(words.at(-1)).toBe(null);
	pass(60_000);
	expect(words).toHaveLength(3);
});

test('[A8] sending ends it, and the next text does not say so at once', () => {
	const { typing, pass, words } = aTyping();
	typing.say();
	typing.stop();
	typing.stop();
	typing.say();
	expect(words).toEqual([{ typing: 1 }, null]);
	pass(SAY_EVERY_MS - 1000);
	typing.say();
	pass(1000);
	expect(words).toEqual([{ typing: 1 }, null, { typing: 2 }]);
	typing.stop();
	pass(1000);
	typing.say();
	typing.stop();
	pass(60_000);
	expect(words).toHaveLength(4);
});

test('[A8] others show, each once, and not oneself at another device', () => {
	const { typing, hear } = aTyping();
	let told = 0;
	typing.subscribe(() => told++);
	hear(1, { user: 'ben', typing: 1 });
	hear(2, { user: 'ben', typing: 1 });
	hear(3, { user: 'cara', typing: 4 });
	hear(4, { user: 'ann', typing: 1 });
	hear(5, { typing: 1 });
	expect(typing.users).toEqual(['ben', 'cara']);
	hear(3, null);
	expect(typing.users).toEqual(['ben']);
	expect(told).toBe(6);
});

test('[A8] what is not said again no longer holds', () => {
	const { typing, hear, pass } = aTyping();
	hear(1, { user: 'ben', typing: 1 });
	pass(HOLDS_MS - 1000);
	hear(1, { user: 'ben', typing: 2 });
	pass(HOLDS_MS - 1000);
	expect(typing.users).toEqual(['ben']);
	pass(1000);
	expect(typing.users).toEqual([]);
});
