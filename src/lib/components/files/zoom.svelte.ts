const MOST = 8;
/** One step of a key or a button. */
const STEP = 1.5;

interface Point {
	x: number;
	y: number;
}

/** How a picture lies in its window: 1 is the whole of it, `x` and `y` are px from the middle. Wheel, pinch and drag move it. */
export class Zoom {
	scale = $state(1);
	x = $state(0);
	y = $state(0);
	/** Nobody draws them. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #pointers = new Map<number, Point>();
	/** Fingers moved: what follows is no click. */
	moved = false;

	get whole(): boolean {
		return this.scale === 1;
	}

	reset(): void {
		this.scale = 1;
		this.x = this.y = 0;
	}

	larger(): void {
		this.#scaleTo(this.scale * STEP, { x: 0, y: 0 });
	}

	smaller(): void {
		this.#scaleTo(this.scale / STEP, { x: 0, y: 0 });
	}

	wheel(event: WheelEvent): void {
		event.preventDefault();
		const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
		this.#scaleTo(this.scale * Math.exp((-event.deltaY * lines) / 300), fromMiddle(event));
	}

	down(event: PointerEvent): void {
		if (event.button !== 0) return;
		(event.currentTarget as Element).setPointerCapture(event.pointerId);
		if (this.#pointers.size === 0) this.moved = false;
		this.#pointers.set(event.pointerId, fromMiddle(event));
	}

	move(event: PointerEvent): void {
		const before = this.#pointers.get(event.pointerId);
		if (!before) return;
		const now = fromMiddle(event);
		if (Math.hypot(now.x - before.x, now.y - before.y) > 2) this.moved = true;
		const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
		this.#pointers.set(event.pointerId, now);
		if (other) {
			const spread = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
			const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
			this.#scaleTo((this.scale * spread(now)) / spread(before), middle);
		} else if (!this.whole) {
			this.x += now.x - before.x;
			this.y += now.y - before.y;
		}
	}

	up(event: PointerEvent): void {
		this.#pointers.delete(event.pointerId);
	}

	twice(event: MouseEvent): void {
		if (this.whole) this.#scaleTo(2.5, fromMiddle(event));
		else this.reset();
	}

	/** What lies under `point` stays there. */
	#scaleTo(wanted: number, point: Point): void {
		const scale = Math.min(MOST, Math.max(1, wanted));
		if (scale === 1) return this.reset();
		const ratio = scale / this.scale;
		this.x = point.x - (point.x - this.x) * ratio;
		this.y = point.y - (point.y - this.y) * ratio;
		this.scale = scale;
	}
}

function fromMiddle(event: MouseEvent): Point {
	const box = (event.currentTarget as Element).getBoundingClientRect();
	return {
		x: event.clientX - box.x - box.width / 2,
		y: event.clientY - box.y - box.height / 2,
	};
}
