/** X10: the drafts of one person on two devices, each with its own store, over the relay's core. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { Drafts } from '#lib/client/drafts.ts';
import type { Locks } from '#lib/client/environment.ts';
import { MemoryKeyValue } from '#lib/client/memory-key-value.ts';
import { TextSync } from '#lib/client/text-sync.ts';
import type { Carrier, ChannelSocket } from '#lib/client/virtual-socket.ts';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { CLOSE } from '#lib/protocol/close-codes.ts';
import { draftsDocument } from '#lib/protocol/document-name.ts';
import { decodeServerFrame, encodeClientFrame, type ClientFrame } from '#lib/protocol/wire.ts';
import type { Connection } from '../../../sync-server/relay-core.ts';
import { FakeSocket, RelayHarness } from '../../../tests/support/relay-harness.ts';

const ALONE: Locks = { hold: (_name, run) => run() };

/** A multiplexed socket that is cut and comes back. */
class Line implements Carrier {
	readonly #relay: RelayHarness;
	readonly #user: string;
	#socket: ChannelSocket | null = null;
	#connection: Connection | null = null;
	#isOnline = true;

	constructor(relay: RelayHarness, user: string) {
		this.#relay = relay;
		this.#user = user;
	}

	attach(socket: ChannelSocket): void {
		this.#socket = socket;
		if (this.#isOnline) this.goOnline();
	}

	detach(): void {
		this.#socket = null;
	}

	send(frame: ClientFrame): void {
		this.#connection?.receive(encodeClientFrame(frame));
	}

	goOnline(): void {
		this.#isOnline = true;
		const fake = new FakeSocket();
		fake.onSend = (bytes) => {
			const frame = decodeServerFrame(bytes);
			if (frame && 'channel' in frame) this.#socket?.receive(frame);
		};
		this.#connection = this.#relay.core.connect(fake, this.#relay.speaker(this.#user), null);
		if (this.#socket) this.send(this.#socket.open(1));
	}

	cut(): void {
		this.#isOnline = false;
		this.#connection?.closed();
		this.#connection = null;
		this.#socket?.end(CLOSE.socketLost.code, '');
	}
}

let relay: RelayHarness;
let user: string;
let conversation: string;
let lastSession: number;

beforeEach(() => {
	relay = new RelayHarness();
	user = randomUUID();
	conversation = randomUUID();
	lastSession = 0;
	relay.tables.allow(relay.organisation, `u/${user}`, user);
});

async function device(store = new MemoryKeyValue()) {
	const changed: string[] = [];
	const drafts = new Drafts({
		store,
		locks: ALONE,
		lockName: 'drafts',
		onStored: () => {},
		onChange: (of) => void changed.push(of),
	});
	await drafts.load();
	const { doc } = await drafts.share(clientIdOf(relay.deviceOf(user), ++lastSession));
	const line = new Line(relay, user);
	const { clock } = relay;
	const after = (ms: number, call: () => void) => {
		const timer = clock.setTimeout(call, ms);
		return () => clock.clearTimeout(timer);
	};
	const sync = new TextSync(draftsDocument(user), doc, line, { now: () => clock.now(), after });
	await settle();
	return { drafts, line, store, sync, changed };
}

/** Long enough for what was typed to go up. */
async function settle(): Promise<void> {
	await relay.settle();
	await relay.pass(1000);
}

test('[X10] what is typed on one device stands on the other, in few rows', async () => {
	const phone = await device();
	const desk = await device();
	for (const text of ['I', 'I w', 'I was', 'I was going']) phone.drafts.set(conversation, text);
	await settle();
	expect(desk.drafts.of(conversation)).toBe('I was going');
	expect(desk.changed).toContain(conversation);
	expect(phone.sync.isStored).toBe(true);
	expect(await relay.log.rows(draftsDocument(user), 0)).toHaveLength(1);
});

test('[X10] two devices edit one draft offline, and both texts survive', async () => {
	const phone = await device();
	const desk = await device();
	phone.drafts.set(conversation, 'The van leaves.');
	await settle();
	for (const { line } of [phone, desk]) line.cut();
	phone.drafts.set(conversation, 'The old van leaves.');
	desk.drafts.set(conversation, 'The van leaves at nine.');
	await settle();
	for (const { line } of [desk, phone]) {
		line.goOnline();
		await settle();
	}
	expect(phone.drafts.of(conversation)).toBe('The old van leaves at nine.');
	expect(desk.drafts.of(conversation)).toBe('The old van leaves at nine.');
});

test('[X10] a draft that is sent is gone everywhere', async () => {
	const phone = await device();
	const desk = await device();
	phone.drafts.set(conversation, 'Sent soon');
	await settle();
	phone.drafts.set(conversation, '');
	await settle();
	expect(desk.drafts.of(conversation)).toBe('');
});

test('[X10] what was typed offline survives a restart, and goes up after it', async () => {
	const before = await device();
	before.line.cut();
	before.drafts.set(conversation, 'Typed in a tunnel');
	await before.drafts.idle();
	const after = await device(before.store);
	expect(after.drafts.of(conversation)).toBe('Typed in a tunnel');
	await settle();
	const desk = await device();
	expect(desk.drafts.of(conversation)).toBe('Typed in a tunnel');
	after.drafts.set(conversation, 'Typed in a tunnel, twice');
	await settle();
	expect(desk.drafts.of(conversation)).toBe('Typed in a tunnel, twice');
});

test('[X10] two drafts from before they were shared are both kept', async () => {
	const stores = [new MemoryKeyValue(), new MemoryKeyValue()] as const;
	for (const [i, store] of stores.entries())
		await store.write([{ key: `draft/${conversation}`, value: `words ${i}. ` }]);
	const phone = await device(stores[0]);
	const desk = await device(stores[1]);
	await settle();
	for (const { drafts } of [phone, desk]) {
		expect(drafts.of(conversation)).toContain('words 0. ');
		expect(drafts.of(conversation)).toContain('words 1. ');
	}
});
