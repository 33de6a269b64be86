/** Who is connected, over real sockets to two relays that share one PostgreSQL. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxEvent } from '#lib/protocol/inbox.ts';
import { encodeClientFrame } from '#lib/protocol/wire.ts';
import { RawClient } from '../support/raw-client.ts';
import { RelayServer, until } from '../support/relay-server.ts';
import { addOrganisation, type TestUser } from '../support/test-people.ts';

let one: RelayServer;
let two: RelayServer;

beforeAll(async () => {
	one = await RelayServer.start();
	two = await RelayServer.beside(one);
});
afterAll(async () => {
	await two.stopRelay();
	await one.stop();
});

class Person {
	readonly client: RawClient;
	readonly known = new Map<string, boolean>();

	constructor(server: RelayServer, user: TestUser) {
		this.client = RawClient.multiplexed(server, user);
		this.client.onFrame = (frame) => {
			if (frame.op !== 'event') return;
			const event = JSON.parse(frame.json) as InboxEvent;
			if (event.type !== 'presence') return;
			for (const one of event.on) this.known.set(one, true);
			for (const one of event.off) this.known.set(one, false);
		};
	}

	async say(shown: boolean, users: readonly string[]): Promise<void> {
		await until(() => this.client.isOpen);
		this.client.send(encodeClientFrame({ op: 'watch', shown, users }));
	}
}

test('[A4][A7] two relays agree on who is connected, in one organisation and not in another', async () => {
	const ann = await one.addUser();
	const ben = await one.addUser();
	const eve = await one.addUser('MEMBER', await addOrganisation(one.sql));
	const a = new Person(one, ann);
	const stranger = new Person(one, eve);
	await a.say(true, [ben.id]);
	await stranger.say(true, [ben.id]);
	await until(() => a.known.get(ben.id) === false);

	const b = new Person(two, ben);
	await b.say(true, [ann.id]);
	await until(() => a.known.get(ben.id) === true);
	await until(() => b.known.get(ann.id) === true);
	b.client.stop();
	await until(() => a.known.get(ben.id) === false, 30_000);
	expect(stranger.known.get(ben.id)).toBe(false);

	const here = new Person(one, ben);
	await here.say(true, []);
	await until(() => a.known.get(ben.id) === true);
	const late = new Person(two, ann);
	await late.say(false, [ben.id]);
	await until(() => late.known.get(ben.id) === true);
	for (const person of [a, stranger, here, late]) person.client.stop();
});
