/** What runs in the page that is measured. Times are of its own clock, in milliseconds since the navigation began. */
import type { Page } from '@playwright/test';

export interface Measured {
	/** When the first conversation stood in the list, painted; null before that. */
	list: number | null;
	/** Times from an input to the paint after it, of those that took 16 ms and longer (Event Timing API). */
	slowInputs: number[];
}

declare global {
	interface Window {
		measured: Measured;
		/** From the press on `link` until `selector` shows an element whose text holds `text`, painted. */
		untilShown(link: string, selector: string, text: string): Promise<number>;
		/** From the new words in the search field until a result stands there whose marked words begin with `word`. */
		untilFound(words: string, word: string): Promise<number>;
	}
}

/** Before anything of the page runs. */
export async function instrument(page: Page): Promise<void> {
	await page.addInitScript(() => {
		window.measured = { list: null, slowInputs: [] };
		// After a frame with the change, a task that begins once that frame was handed over.
		const painted = () =>
			new Promise<number>((resolve) =>
				requestAnimationFrame(() => {
					const { port1, port2 } = new MessageChannel();
					port1.onmessage = () => resolve(performance.now());
					port2.postMessage(null);
				}),
			);
		const whenTrue = (isTrue: () => boolean) =>
			new Promise<void>((resolve, reject) => {
				const late = setTimeout(() => reject(new Error('This never came.')), 20_000);
				const look = () => {
					if (!isTrue()) return;
					observer.disconnect();
					clearTimeout(late);
					resolve();
				};
				const observer = new MutationObserver(look);
				observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
				look();
			});

		void whenTrue(() => document.querySelector('a[data-conversation]') !== null)
			.then(painted)
			.then((time) => (window.measured.list = time));
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				if (entry.name === 'keydown') window.measured.slowInputs.push(entry.duration);
		}).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);

		window.untilShown = async (link, selector, text) => {
			const element = document.querySelector<HTMLElement>(link);
			if (!element) throw new Error(`There is no ${link}.`);
			const began = performance.now();
			element.click();
			await whenTrue(() =>
				[...document.querySelectorAll(selector)].some((each) => each.textContent.includes(text)),
			);
			return (await painted()) - began;
		};
		window.untilFound = async (words, word) => {
			const field = document.querySelector<HTMLInputElement>('.ask input')!;
			const began = performance.now();
			field.value = words;
			field.dispatchEvent(new Event('input', { bubbles: true }));
			await whenTrue(() =>
				[...document.querySelectorAll('ul[aria-label="Results"] mark')].some((mark) =>
					mark.textContent.toLowerCase().startsWith(word),
				),
			);
			return (await painted()) - began;
		};
	});
}
