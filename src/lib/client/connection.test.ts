import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock.ts';
import { Connection } from './connection.ts';

const idle = { complete: true, unsent: 0, received: 0 };

function aConnection(): { clock: FakeClock; connection: Connection } {
	const clock = new FakeClock();
	return { clock, connection: new Connection(clock, null, () => {}) };
}

describe('Connection', () => {
	test('is current once everything was exchanged, and says since when', () => {
		const { clock, connection } = aConnection();
		connection.takeSocket({ name: 'connecting' });
		expect(connection.status.state).toBe('syncing');
		connection.takeSocket({ name: 'open' });
		connection.takeFacts({ ...idle, complete: false });
		expect(connection.status.state).toBe('syncing');
		connection.takeFacts(idle);
		expect(connection.status).toMatchObject({ state: 'current', asOf: clock.now() });
	});

	test('tells nothing when the same facts come again, however long that took', async () => {
		const clock = new FakeClock();
		let told = 0;
		const connection = new Connection(clock, null, () => {
			told++;
			// As the workspace does, which needs a while for it when there are hundreds of conversations.
			if (told < 100) void clock.advance(2).then(() => connection.takeFacts(idle));
		});
		connection.takeSocket({ name: 'open' });
		connection.takeFacts(idle);
		for (let turn = 0; turn < 10; turn++) await clock.advance(10);
		expect(told).toBe(1);
		expect(connection.status.state).toBe('current');
	});

	test('counts what was sent and what came since the socket opened', () => {
		const { connection } = aConnection();
		connection.takeFacts({ complete: false, unsent: 3, received: 5 });
		connection.takeSocket({ name: 'open' });
		connection.takeFacts({ complete: false, unsent: 1, received: 46 });
		expect(connection.status).toMatchObject({ sent: 2, toSend: 3, received: 41, unsent: 1 });
		connection.takeFacts({ complete: true, unsent: 0, received: 46 });
		expect(connection.status).toMatchObject({ state: 'current', sent: 0, toSend: 0 });
	});

	test('a server that does not answer stays unreachable while it is tried again', () => {
		const { connection } = aConnection();
		connection.takeSocket({ name: 'waiting', nextTryAt: 12 });
		expect(connection.status).toMatchObject({ state: 'unreachable', nextTryAt: 12 });
		connection.takeSocket({ name: 'connecting' });
		expect(connection.status).toMatchObject({ state: 'unreachable', nextTryAt: null });
		connection.takeSocket({ name: 'offline' });
		expect(connection.status.state).toBe('offline');
		connection.takeSocket({ name: 'signed-out' });
		expect(connection.status.state).toBe('signed-out');
	});

	test('offline it keeps the time as of which everything was up to date', async () => {
		const { clock, connection } = aConnection();
		connection.takeSocket({ name: 'open' });
		connection.takeFacts(idle);
		const asOf = clock.now();
		connection.takeSocket({ name: 'offline' });
		await clock.advance(60_000);
		connection.takeFacts({ ...idle, complete: false, unsent: 2 });
		expect(connection.status).toMatchObject({ state: 'offline', asOf, unsent: 2 });
	});

	test('a message on its way does not make it “syncing”, unless it takes long', async () => {
		const { clock, connection } = aConnection();
		connection.takeSocket({ name: 'open' });
		connection.takeFacts(idle);
		connection.takeFacts({ ...idle, unsent: 1 });
		await clock.advance(2_999);
		expect(connection.status).toMatchObject({ state: 'current', unsent: 1 });
		await clock.advance(1);
		expect(connection.status.state).toBe('syncing');
		connection.takeFacts(idle);
		expect(connection.status.state).toBe('current');
	});
});
