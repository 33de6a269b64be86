// Temporary, until sync-server/relay.ts is there: start.ts then imports it by name and this file goes.
import { existsSync } from 'node:fs';
import type { Application } from './web-server.ts';

type Relay = Pick<Application, 'handleUpgrade'> & { healthy(): Promise<boolean>; close(): Promise<void> };

export async function createRelay(options: {
	databaseUrl: string;
	origins: string[];
	log: unknown;
}): Promise<Relay> {
	const file = new URL('../../../sync-server/relay.ts', import.meta.url);
	if (existsSync(file))
		return ((await import(file.href)) as { createRelay: (o: typeof options) => Promise<Relay> }).createRelay(
			options,
		);
	return {
		handleUpgrade: (_, socket) => socket.destroy(),
		healthy: async () => true,
		close: async () => undefined,
	};
}
