const HOLD_MS = 450;
const SLACK_PX = 8;

/** A long press by touch or pen: fires once when the finger has rested long enough. */
export class TouchHold {
	readonly #onhold: (target: EventTarget | null) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#start = { x: 0, y: 0 };

	constructor(onhold: (target: EventTarget | null) => void) {
		this.#onhold = onhold;
	}

	begin = (event: PointerEvent): void => {
		const { target } = event;
		this.#start = { x: event.clientX, y: event.clientY };
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#onhold(target);
			swallowNextClick();
		}, HOLD_MS);
	};

	move = (event: PointerEvent): void => {
		const far = Math.hypot(event.clientX - this.#start.x, event.clientY - this.#start.y) > SLACK_PX;
		if (far) clearTimeout(this.#timer);
	};

	end = (): void => clearTimeout(this.#timer);
}

/** What appears under the finger must not be pressed by lifting it. */
function swallowNextClick(): void {
	const swallow = (event: Event) => {
		event.preventDefault();
		event.stopPropagation();
	};
	addEventListener('click', swallow, { capture: true, once: true });
	const lifted = () => setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50);
	addEventListener('pointerup', lifted, { once: true });
	addEventListener('pointercancel', lifted, { once: true });
}
