/** The relay's own settings when it runs alone (`npm run relay`). */
export interface RelayConfig {
	databaseUrl: string;
	port: number;
	host: string;
	/** Exact origins of browsers that may connect. */
	origins: string[];
}

/** All problems at once, each a line that says what to do. */
export function toRelayConfig(
	env: Record<string, string | undefined>,
): { ok: true; config: RelayConfig } | { ok: false; problems: string[] } {
	const problems: string[] = [];
	const databaseUrl = env.DATABASE_URL ?? '';
	if (!/^postgres(ql)?:\/\//.test(databaseUrl))
		problems.push(
			'DATABASE_URL: set it to the Postgres server, such as postgres://user:password@host/parley.',
		);
	const port = Number(env.PORT ?? 3001);
	if (!Number.isInteger(port) || port < 1 || port > 65_535)
		problems.push(`PORT: ${env.PORT} is not a port; use a number from 1 to 65535.`);
	const origins = (env.ORIGIN ?? 'http://localhost:3000').split(',').map((origin) => origin.trim());
	for (const origin of origins)
		if (!isOrigin(origin))
			problems.push(
				`ORIGIN: ${origin} is not an origin; use scheme, host and port alone, such as https://talk.example.`,
			);
	if (problems.length > 0) return { ok: false, problems };
	return { ok: true, config: { databaseUrl, port, host: env.HOST ?? 'localhost', origins } };
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text;
}
