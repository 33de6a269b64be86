export class QueueFull extends Error {
	override name = 'QueueFull';
}

/**
 * Runs at most `parallel` tasks at once and lets at most `waiting` more wait; one beyond that throws QueueFull, so that a flood
 * costs neither memory nor the patience of those who came before.
 */
export function boundedQueue(parallel: number, waiting: number): <T>(task: () => Promise<T>) => Promise<T> {
	const queue: (() => void)[] = [];
	let running = 0;
	return async (task) => {
		if (running >= parallel) {
			if (queue.length >= waiting) throw new QueueFull();
			// Whoever ends hands his place on, so `running` stays as it is.
			await new Promise<void>((resolve) => queue.push(resolve));
		} else running++;
		try {
			return await task();
		} finally {
			const next = queue.shift();
			if (next) next();
			else running--;
		}
	};
}
