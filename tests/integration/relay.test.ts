import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { RelayServer, until } from '../support/relay-server.ts';
import { StockReplica } from '../support/stock-replica.ts';

let server: RelayServer;
const replicas: StockReplica[] = [];
const connect = (...args: ConstructorParameters<typeof StockReplica>): StockReplica => {
	const replica = new StockReplica(...args);
	replicas.push(replica);
	return replica;
};

beforeAll(async () => {
	server = await RelayServer.start({
		info: console.log,
		warn: console.log,
		error: console.log,
	});
});
afterEach(() => {
	for (const replica of replicas.splice(0)) replica.destroy();
});
afterAll(() => server.stop());

test('[W1, R12, D7] two stock providers write to each other through Postgres', async () => {
	const [ada, ben] = [await server.addUser(), await server.addUser()];
	const document = await server.addConversation([ada, ben]);
	const one = connect(server, ada, document);
	const other = connect(server, ben, document);
	one.say('Hello', 'again');
	await until(() => other.stored.length === 2);
	other.say('Hello yourself');
	await until(() => one.stored.length === 3 && other.stored.length === 3);
	expect(one.stored).toEqual(['Hello', 'again', 'Hello yourself']);
	expect(other.stored).toEqual(one.stored);
});
