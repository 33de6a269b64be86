/**
 * An error as the log may hold it: names, codes and places, never what people wrote. The message of a failed query holds its parameters, and
 * the details of Postgres hold values of rows; neither is taken.
 */
export function describeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { thrown: typeof error };
	const cause = error.cause instanceof Error ? error.cause : undefined;
	const isQuery = 'query' in error && 'params' in error;
	const { code } = (cause ?? error) as { code?: unknown };
	return {
		name: error.name,
		message: isQuery ? (cause?.message ?? 'a query failed') : error.message,
		...(typeof code === 'string' ? { code } : {}),
		at: (error.stack ?? '')
			.split('\n')
			.filter((line) => /^\s+at /.test(line))
			.map((line) => line.trim()),
	};
}
