import { TouchHold } from './touch-hold.ts';

/** Which message the keyboard, the pointer or a finger is at, and so which one shows its bar. */
export class MessageFocus {
	/** The one that Tab reaches and the arrow keys leave. */
	activeKey: string | null = $state(null);
	/** The focus is on a message, by the keyboard. */
	within = $state(false);
	hoverKey: string | null = $state(null);
	/** Its bar stays while a menu of it is open. */
	pinnedKey: string | null = $state(null);
	/** Its picker of reactions is open. */
	pickerKey: string | null = $state(null);

	readonly #hold = new TouchHold((target) => {
		this.hoverKey = messageKeyOf(target);
	});

	toolsKey: string | null = $derived(
		this.pinnedKey ?? this.hoverKey ?? (this.within ? this.activeKey : null),
	);

	openPicker(key: string): void {
		this.pinnedKey = this.pickerKey = key;
	}

	pin(key: string, on: boolean): void {
		if (on) this.pinnedKey = key;
		else if (this.pinnedKey === key) this.pinnedKey = null;
	}

	setPicker(key: string, open: boolean): void {
		if (open) this.openPicker(key);
		else if (this.pickerKey === key) this.pickerKey = null;
	}

	/** What the scroller listens to. */
	readonly listeners = {
		onpointerover: (event: PointerEvent) => {
			if (event.pointerType === 'mouse' && this.pinnedKey === null)
				this.hoverKey = messageKeyOf(event.target);
		},
		onpointerleave: (event: PointerEvent) => {
			if (event.pointerType === 'mouse' && this.pinnedKey === null) this.hoverKey = null;
		},
		onpointerdown: (event: PointerEvent) => {
			if (event.pointerType === 'mouse') return;
			if (messageKeyOf(event.target) !== this.hoverKey) this.hoverKey = null;
			this.#hold.begin(event);
		},
		onpointermove: this.#hold.move,
		onpointerup: this.#hold.end,
		onpointercancel: this.#hold.end,
		onfocusin: (event: FocusEvent) => {
			const key = messageKeyOf(event.target);
			if (key !== null) this.activeKey = key;
			this.within = key !== null && (event.target as Element).matches(':focus-visible');
			// A pointer that was left lying there is not where the keyboard is.
			if (this.within) this.hoverKey = null;
		},
		onfocusout: () => {
			this.within = false;
		},
	};
}

export function messageKeyOf(target: EventTarget | null): string | null {
	const article = target instanceof Element ? target.closest<HTMLElement>('[data-message]') : null;
	return article?.dataset.message ?? null;
}
