/** What asks for the menu of a thing: the right button, the menu key, or a finger that stays. */
import type { Attachment } from 'svelte/attachments';

/** As long as a phone's own long press. */
const HOLD_MS = 500;
/** A finger that goes further scrolls. */
const SLOP_PX = 10;

/** @param open gets where the menu belongs: the pointer's place, without a size, or that of the element where a key asked */
export function menuGesture(open: (at: DOMRect) => void): Attachment<HTMLElement> {
	return (element) => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let start = { x: 0, y: 0 };
		let opened = false;
		const stop = () => clearTimeout(timer);

		const contextmenu = (event: MouseEvent) => {
			event.preventDefault();
			stop();
			// A finger's press may have opened it already.
			if (opened) return;
			// A Mac's other button is Ctrl; a key's event pretends to be the first button's.
			const byFinger = event instanceof PointerEvent && event.pointerType === 'touch';
			const byPointer = byFinger || event.button === 2 || event.ctrlKey;
			open(byPointer ? new DOMRect(event.clientX, event.clientY) : element.getBoundingClientRect());
		};
		// Safari on a phone knows no `contextmenu`.
		const pointerdown = (event: PointerEvent) => {
			opened = false;
			stop();
			if (event.pointerType !== 'touch') return;
			start = { x: event.clientX, y: event.clientY };
			timer = setTimeout(() => {
				opened = true;
				open(new DOMRect(start.x, start.y));
			}, HOLD_MS);
		};
		const pointermove = (event: PointerEvent) => {
			if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLOP_PX) stop();
		};
		/** What ends the press is no tap on the thing. */
		const click = (event: MouseEvent) => {
			if (!opened) return;
			opened = false;
			event.preventDefault();
			event.stopPropagation();
		};

		const listening = new AbortController();
		const { signal } = listening;
		element.addEventListener('contextmenu', contextmenu, { signal });
		element.addEventListener('pointerdown', pointerdown, { signal });
		element.addEventListener('pointermove', pointermove, { signal });
		element.addEventListener('pointerup', stop, { signal });
		element.addEventListener('pointercancel', stop, { signal });
		element.addEventListener('click', click, { signal, capture: true });
		return () => {
			stop();
			listening.abort();
		};
	};
}
