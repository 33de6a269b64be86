/** Waits until it holds, by asking again and again. */
export async function until(
	holds: () => boolean | Promise<boolean>,
	withinMs = 10_000,
	everyMs = 5,
): Promise<void> {
	const end = Date.now() + withinMs;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${holds.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
}
