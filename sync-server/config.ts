/** The relay's own settings when it runs alone (`npm run relay`). */
export interface RelayConfig {
	databaseUrl: string;
	/** 0: any free one. */
	port: number;
	host: string;
	/** Exact origins of browsers that may connect. */
	origins: string[];
	logLevel: string;
	/** With the server's keys, if this relay may sign receipts and checkpoints (SPEC P, L9). */
	dataFolder: string | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** All problems at once, each a line that says what to do. An empty variable is as none, as in a copy of `.env.example`. */
export function toRelayConfig(
	env: Record<string, string | undefined>,
): { ok: true; config: RelayConfig } | { ok: false; problems: string[] } {
	const problems: string[] = [];
	const value = (name: string, otherwise: string) => env[name]?.trim() || otherwise;
	const databaseUrl = value('DATABASE_URL', '');
	if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl))
		problems.push(
			'DATABASE_URL: set it to the Postgres server, such as postgres://user:password@host/parley.',
		);
	const port = value('PORT', '3001');
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
		problems.push(`PORT: ${port} is not a port; use a number from 0 to 65535.`);
	const origins = value('ORIGIN', 'http://localhost:3000')
		.split(',')
		.map((origin) => origin.trim());
	for (const origin of origins)
		if (!isOrigin(origin))
			problems.push(
				`ORIGIN: ${origin} is not an origin; use scheme, host and port alone, such as https://talk.example.`,
			);
	const logLevel = value('LOG_LEVEL', 'warn');
	if (!LOG_LEVELS.includes(logLevel))
		problems.push(`LOG_LEVEL: ${logLevel} is none of ${LOG_LEVELS.join(', ')}.`);
	if (problems.length > 0) return { ok: false, problems };
	return {
		ok: true,
		config: {
			databaseUrl,
			port: Number(port),
			host: value('HOST', 'localhost'),
			origins,
			logLevel,
			dataFolder: value('DATA_DIR', '') || undefined,
		},
	};
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text;
}
