import { askTest, permissionState, readPushState, testDelivered } from './push-link.ts';

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export interface TestStep {
	name: string;
	state: StepState;
	/** What happened. */
	words: string;
}

const NAMES = ['Permission', 'Subscription', 'Sent', 'Delivered'] as const;
/** A push service delivers to a browser that runs within seconds. */
const DELIVERY_MS = 15_000;

/** The settings page's test, step by step: where it ends is where the fault is. */
export class NotificationTest {
	steps: readonly TestStep[] = $state.raw([]);
	running = $state(false);

	async run(): Promise<void> {
		if (this.running) return;
		this.running = true;
		this.steps = NAMES.map((name) => ({ name, state: 'waiting', words: '' }));
		try {
			await this.#run();
		} finally {
			this.steps = this.steps.map((step) =>
				step.state === 'waiting' ? { ...step, state: 'skipped' } : step,
			);
			this.running = false;
		}
	}

	async #run(): Promise<void> {
		const permission = permissionState();
		if (permission !== 'granted') return this.#set(0, 'failed', PERMISSION_WORDS[permission]);
		this.#set(0, 'done', PERMISSION_WORDS.granted);
		this.#set(1, 'running', 'The server is asked.');
		const state = await readPushState();
		if (!state) return this.#set(1, 'failed', 'The server does not answer.');
		if (state.serverKey === null) return this.#set(1, 'failed', 'This server sends no push messages.');
		if (state.endpoint === null)
			return this.#set(1, 'failed', 'The server has no subscription of this browser.');
		this.#set(1, 'done', `At ${state.endpoint.split('/')[2]}.`);
		this.#set(2, 'running', 'The server sends it now.');
		const test = crypto.randomUUID();
		const delivered = testDelivered(test, DELIVERY_MS);
		const { status, words } = await askTest(test);
		if (status < 200 || status >= 300) return this.#set(2, 'failed', words);
		this.#set(2, 'done', words);
		this.#set(3, 'running', 'Waiting for this browser.');
		if (await delivered) this.#set(3, 'done', 'This browser has got it, and shows it.');
		else this.#set(3, 'failed', 'Nothing arrived in 15 s. The push service may deliver it later.');
	}

	#set(index: number, state: StepState, words: string): void {
		this.steps = this.steps.map((step, i) => (i === index ? { ...step, state, words } : step));
	}
}

/** The permission in words. */
export const PERMISSION_WORDS = {
	unsupported:
		'This browser has no web push here. On an iPhone or iPad, install Parley on the home screen first.',
	default: 'This browser has not been asked yet.',
	granted: 'This browser lets Parley show notifications.',
	denied: 'This browser blocks notifications of this site. Allow them in its settings for this site.',
} as const;
