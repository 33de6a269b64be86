type Closer = () => Promise<void> | void;

export type Lifetime = {
	/** Runs at the end, the last one given first. */
	onStop(close: Closer): void;
	/** Ends the program. Later calls change nothing. */
	stop(exitCode: number): Promise<void>;
};

/** Whoever stops us waits 5 s at most. PostgreSQL ends with us in any case (postgres/account.ts). */
const LONGEST_STOP_MS = 4_700;

/** From here on the program ends on a signal, or on an error that nobody expected, in good order. */
export function beginLifetime(): Lifetime {
	const closers: Closer[] = [];
	let stopping: Promise<void> | undefined;

	async function closeAll(exitCode: number) {
		setTimeout(() => process.exit(exitCode), LONGEST_STOP_MS).unref();
		for (const close of closers.reverse()) {
			try {
				await close();
			} catch (error) {
				console.error(error);
				exitCode = 1;
			}
		}
		process.exit(exitCode);
	}

	const lifetime: Lifetime = {
		onStop: (close) => closers.push(close),
		stop: (exitCode) => (stopping ??= closeAll(exitCode)),
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.on(signal, () => void lifetime.stop(0));
	for (const event of ['uncaughtException', 'unhandledRejection']) {
		process.on(event, (error) => {
			console.error(error);
			void lifetime.stop(1);
		});
	}
	return lifetime;
}
