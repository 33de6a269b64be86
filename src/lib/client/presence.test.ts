import { expect, test } from 'vitest';
import type { ClientFrame } from '#lib/protocol/wire.ts';
import { Presence } from './presence.ts';

function aPresence() {
	const sent: ClientFrame[] = [];
	const waiting: (() => void)[] = [];
	let changes = 0;
	const presence = new Presence({
		send: (frame) => void sent.push(frame),
		later: (call) => void waiting.push(call),
		onChange: () => changes++,
	});
	presence.setShown(true);
	const pass = () => {
		for (const call of waiting.splice(0)) call();
	};
	return { presence, sent, pass, changes: () => changes };
}

test('[A5] what several parts of a page ask for goes in one frame, and again on each socket', () => {
	const { presence, sent, pass } = aPresence();
	presence.watch('list', ['ben']);
	presence.opened();
	presence.watch('panel', ['cara', 'ben']);
	presence.watch('directory', ['dan']);
	pass();
	const all = { op: 'watch', shown: true, users: ['ben', 'cara', 'dan'] };
	expect(sent).toEqual([{ op: 'watch', shown: true, users: ['ben'] }, all]);
	presence.watch('directory', ['dan']);
	pass();
	expect(sent).toHaveLength(2);
	presence.lost();
	presence.opened();
	expect(sent[2]).toEqual(all);
});

test('[A6] without an open socket everybody is unknown, whatever was known before', () => {
	const { presence, changes } = aPresence();
	presence.watch('list', ['ben', 'cara']);
	expect(presence.of('ben')).toBe('unknown');
	presence.opened();
	presence.take({ on: ['ben'], off: ['cara'] });
	expect(['ben', 'cara', 'dan'].map((user) => presence.of(user))).toEqual(['online', 'offline', 'unknown']);
	presence.lost();
	expect(presence.of('ben')).toBe('unknown');
	expect(changes()).toBe(2);
	presence.take({ on: ['ben'], off: [] });
	expect(presence.of('ben')).toBe('unknown');
});

test('[A5] who is not asked for any more is unknown again', () => {
	const { presence, pass } = aPresence();
	presence.watch('panel', ['ben']);
	presence.opened();
	presence.take({ on: ['ben'], off: [] });
	presence.watch('panel', []);
	pass();
	expect(presence.of('ben')).toBe('unknown');
});

test('[A4] the person of a page that hides is not to be seen', () => {
	const { presence, sent, pass } = aPresence();
	presence.setShown(false);
	presence.opened();
	presence.setShown(true);
	pass();
	expect(sent).toEqual([
		{ op: 'watch', shown: false, users: [] },
		{ op: 'watch', shown: true, users: [] },
	]);
});
