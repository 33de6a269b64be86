import { describe, expect, test } from 'vitest';
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import { ManualClock, MultiplexedPeer, RelayHarness } from '../tests/support/relay-harness.ts';
import type { Speaker } from './access.ts';
import { Presence, type PresenceWord, type Viewer } from './presence.ts';

/** Relays that hear each other, one after the other, and one clock. */
class Relays {
	readonly clock = new ManualClock();
	readonly words: PresenceWord[] = [];
	readonly relays: Presence[] = [];
	/** Words of this relay are lost. */
	deaf: number | null = null;

	constructor(count: number) {
		for (let i = 0; i < count; i++) this.relays.push(this.make(i, `relay ${i}`));
	}

	make(at: number, relay: string): Presence {
		const tell = (word: PresenceWord) => {
			this.words.push(word);
			if (this.deaf === at) return;
			for (const other of this.relays) other.hear(structuredClone(word));
		};
		return new Presence({ clock: this.clock, relay, tell });
	}

	pass(ms: number): void {
		for (let passed = 0; passed < ms; passed += 1000) {
			this.clock.time += 1000;
			this.clock.runDue();
			for (const relay of this.relays) relay.tick(this.clock.time);
			this.clock.runDue();
		}
	}
}

class Someone implements Viewer {
	readonly speaker: Speaker;
	readonly events: InboxEvent[] = [];
	readonly known = new Map<string, boolean>();

	constructor(user: string, organisation = 'larkfield', role: Speaker['role'] = 'MEMBER') {
		this.speaker = { organisation, user, role, session: null, device: null };
	}

	push(event: InboxEvent): void {
		this.events.push(event);
		if (event.type !== 'presence') return;
		for (const user of event.on) this.known.set(user, true);
		for (const user of event.off) this.known.set(user, false);
	}
}

describe('one relay', () => {
	test('[A5] who is watched is told at once, and then only what changes, together', () => {
		const relays = new Relays(1);
		const [here] = relays.relays as [Presence];
		const [ann, ben, cara, dan] = ['ann', 'ben', 'cara', 'dan'].map((user) => new Someone(user)) as [
			Someone,
			Someone,
			Someone,
			Someone,
		];
		here.show(ben);
		here.watch(ann, ['ben', 'cara', 'dan']);
		expect(ann.events).toEqual([{ type: 'presence', on: ['ben'], off: ['cara', 'dan'] }]);
		here.show(cara);
		here.show(dan);
		relays.pass(1000);
		expect(ann.events.slice(1)).toEqual([{ type: 'presence', on: ['cara', 'dan'], off: [] }]);
		here.watch(ann, ['ben', 'cara']);
		here.leave(dan);
		relays.pass(20_000);
		expect(ann.events).toHaveLength(2);
	});

	test('[A6] who opens another page is not gone; who goes is, a few seconds later; the last of two sockets counts', () => {
		const relays = new Relays(1);
		const [here] = relays.relays as [Presence];
		const ann = new Someone('ann');
		const [page, other, next] = [new Someone('ben'), new Someone('ben'), new Someone('ben')];
		here.watch(ann, ['ben']);
		here.show(page);
		here.show(other);
		here.leave(other);
		relays.pass(10_000);
		expect(ann.known.get('ben')).toBe(true);
		here.leave(page);
		relays.pass(2000);
		here.show(next);
		relays.pass(10_000);
		expect(ann.events).toHaveLength(2);
		here.leave(next);
		relays.pass(5000);
		expect(ann.known.get('ben')).toBe(false);
	});

	test('[A4] nobody hears of another organisation, and whoever may not list its people of nobody', () => {
		const relays = new Relays(1);
		const [here] = relays.relays as [Presence];
		here.show(new Someone('ben'));
		const stranger = new Someone('eve', 'elsewhere');
		here.watch(stranger, ['ben']);
		expect(stranger.events).toEqual([{ type: 'presence', on: [], off: ['ben'] }]);
		const reader = new Someone('rita', 'larkfield', 'READER');
		here.watch(reader, ['ben']);
		relays.pass(1000);
		expect(reader.events).toEqual([]);
	});
});

describe('several relays', () => {
	test('[A7] each knows who is at the others, also one that begins later', () => {
		const relays = new Relays(2);
		const [one, two] = relays.relays as [Presence, Presence];
		const ann = new Someone('ann');
		const ben = new Someone('ben');
		one.watch(ann, ['ben']);
		two.show(ben);
		relays.pass(2000);
		expect(ann.known.get('ben')).toBe(true);
		relays.relays.push(relays.make(2, 'relay 2'));
		relays.relays[2]!.ask();
		const cara = new Someone('cara');
		relays.relays[2]!.watch(cara, ['ben']);
		expect(cara.known.get('ben')).toBe(true);
		two.leave(ben);
		relays.pass(6000);
		expect([ann.known.get('ben'), cara.known.get('ben')]).toEqual([false, false]);
	});

	test('[A7] who is at two relays goes when he has left both', () => {
		const relays = new Relays(3);
		const [one, two, three] = relays.relays as [Presence, Presence, Presence];
		const ann = new Someone('ann');
		one.watch(ann, ['ben']);
		const [here, there] = [new Someone('ben'), new Someone('ben')];
		two.show(here);
		three.show(there);
		relays.pass(2000);
		two.leave(here);
		relays.pass(10_000);
		expect(ann.known.get('ben')).toBe(true);
		three.leave(there);
		relays.pass(10_000);
		expect(ann.known.get('ben')).toBe(false);
	});

	test('[A7] a relay that dies takes its people with it within 60 s, one that ends at once', () => {
		const relays = new Relays(3);
		const [one, two, three] = relays.relays as [Presence, Presence, Presence];
		const ann = new Someone('ann');
		one.watch(ann, ['ben', 'cara']);
		two.show(new Someone('ben'));
		three.show(new Someone('cara'));
		relays.pass(2000);
		relays.relays.pop();
		two.close();
		relays.pass(2000);
		expect([...ann.known]).toEqual([
			['ben', false],
			['cara', true],
		]);
		relays.relays.splice(1, 1);
		relays.pass(59_000);
		expect(ann.known.get('cara')).toBe(false);
	});

	test('[A7] a word that was lost is found out by the next count', () => {
		const relays = new Relays(2);
		const [one, two] = relays.relays as [Presence, Presence];
		const ann = new Someone('ann');
		one.watch(ann, ['ben']);
		relays.deaf = 1;
		two.show(new Someone('ben'));
		relays.pass(2000);
		expect(ann.known.get('ben')).toBe(false);
		relays.deaf = null;
		relays.pass(16_000);
		expect(ann.known.get('ben')).toBe(true);
	});
});

test('[A4][A6] a socket is seen when it says so, not while it hides, and not after 45 s of silence', async () => {
	const relay = new RelayHarness();
	const ann = new MultiplexedPeer(relay, 'ann');
	const ben = new MultiplexedPeer(relay, 'ben');
	const say = (peer: MultiplexedPeer, shown: boolean, users: string[]) =>
		peer.connection.receive(encodeClientFrame({ op: 'watch', shown, users }));
	const heard = () =>
		ann.frames.flatMap((frame) => {
			const event = frame.op === 'event' ? (JSON.parse(frame.json) as InboxEvent) : null;
			return event?.type === 'presence' ? [event.on.length > 0] : [];
		});
	say(ann, true, ['ben']);
	await relay.pass(1000);
	expect(heard()).toEqual([false]);
	say(ben, false, []);
	await relay.pass(1000);
	expect(heard()).toEqual([false]);
	say(ben, true, []);
	await relay.pass(1000);
	expect(heard()).toEqual([false, true]);
	for (let second = 0; second < 55; second++) {
		if (second % 20 === 0) ann.connection.receive(encodeClientFrame({ op: 'ping' }));
		await relay.pass(1000);
	}
	expect(ben.socket.closedWith).toBe(null);
	expect(heard()).toEqual([false, true, false]);
	ben.connection.receive(encodeClientFrame({ op: 'ping' }));
	await relay.pass(6000);
	expect(heard()).toEqual([false, true, false, true]);
});
