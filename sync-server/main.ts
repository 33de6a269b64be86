/** The relay alone, against DATABASE_URL: any number of these may serve the same documents, behind any load balancer. */
import { createServer } from 'node:http';
import pino from 'pino';
import { toRelayConfig } from './config.ts';
import { createRelay } from './relay.ts';

const settings = toRelayConfig(process.env);
if (!settings.ok) {
	for (const problem of settings.problems) console.error(problem);
	process.exit(1);
}
const { databaseUrl, origins, port, host } = settings.config;
const log = pino({ name: 'relay' });
const relay = await createRelay({ databaseUrl, origins, log });

const server = createServer((request, response) => {
	if (request.url !== '/healthz') {
		response.writeHead(404).end();
		return;
	}
	void relay.healthy().then((healthy) => {
		response.writeHead(healthy ? 200 : 503, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ database: healthy, relay: healthy }));
	});
});
server.on('upgrade', relay.handleUpgrade);
server.on('error', (error) => {
	console.error(`The relay cannot listen on ${host}:${port}: ${error.message}. Set PORT to a free port.`);
	process.exit(1);
});
server.listen(port, host, () => console.log(`The relay is ready at ws://${host}:${port}/sync`));

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => {
		server.close();
		void relay.close().then(() => process.exit(0));
	});
