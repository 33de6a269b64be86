// Loaded into each server's process before anything of it (`node --import`), the same for all: says what the process has used when it is asked.
process.on('message', ({ collect }) => {
	// Twice: what the first makes free by finalisers goes with the second.
	if (collect) for (let i = 0; i < 2; i++) globalThis.gc?.();
	const { user, system } = process.cpuUsage();
	const { rss, heapUsed } = process.memoryUsage();
	process.send?.({ cpuMicros: user + system, rss, heapUsed });
});
// Whoever measures is gone.
process.on('disconnect', () => process.exit());
process.channel?.unref();
