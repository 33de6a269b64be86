const TICK_MS = 2;

/**
 * Has connections send by turns, so many messages a second in all. What a late timer missed is made up for, so the rate is kept; its lateness counts as nobody's
 * latency. @returns stops
 */
export function sendAtRate<Client>(
	clients: readonly Client[],
	messagesPerSecond: number,
	send: (client: Client) => void,
): () => void {
	const start = performance.now();
	let sent = 0;
	const timer = setInterval(() => {
		const due = ((performance.now() - start) * messagesPerSecond) / 1000;
		for (; sent < due; sent++) send(clients[sent % clients.length]!);
	}, TICK_MS);
	return () => clearInterval(timer);
}
