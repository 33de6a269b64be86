import { common } from '#lib/i18n/common.ts';
import { notifications as t } from '#lib/i18n/notifications.ts';
import { askTest, permissionState, readPushState, testDelivered } from './push-link.ts';

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export interface TestStep {
	name: string;
	state: StepState;
	/** What happened. */
	words: string;
}

/** A push service delivers to a browser that runs within seconds. */
const DELIVERY_MS = 15_000;

/** The settings page's test, step by step: where it ends is where the fault is. */
export class NotificationTest {
	steps: readonly TestStep[] = $state.raw([]);
	running = $state(false);

	async run(): Promise<void> {
		if (this.running) return;
		this.running = true;
		this.steps = t.steps.map((name) => ({ name, state: 'waiting', words: '' }));
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
		if (permission !== 'granted') return this.#set(0, 'failed', t.permission[permission]);
		this.#set(0, 'done', t.permission.granted);
		this.#set(1, 'running', t.serverAsked);
		const state = await readPushState();
		if (!state) return this.#set(1, 'failed', common.serverSilentStop);
		if (state.serverKey === null) return this.#set(1, 'failed', t.noPushHere);
		if (state.endpoint === null) return this.#set(1, 'failed', t.noSubscription);
		this.#set(1, 'done', t.atHost(state.endpoint.split('/')[2] ?? ''));
		this.#set(2, 'running', t.serverSends);
		const test = crypto.randomUUID();
		const delivered = testDelivered(test, DELIVERY_MS);
		const { status, words } = await askTest(test);
		if (status < 200 || status >= 300) return this.#set(2, 'failed', words);
		this.#set(2, 'done', words);
		this.#set(3, 'running', t.waitingForBrowser);
		if (await delivered) this.#set(3, 'done', t.gotIt);
		else this.#set(3, 'failed', t.nothingArrived);
	}

	#set(index: number, state: StepState, words: string): void {
		this.steps = this.steps.map((step, i) => (i === index ? { ...step, state, words } : step));
	}
}
