import { fetchAlerts } from './audit-requests.ts';

const EVERY_MS = 60_000;
const SEEN = 'parley.alerts-seen.';

/** How many refusals, of which no unmodified client is capable, this person has not looked at on this browser. */
export class AlertWatch {
	count = $state(0);
	#newest = 0;
	#user: string | null = null;
	#timer: ReturnType<typeof setInterval> | undefined;

	/** Answers how to stop. */
	start(user: string): () => void {
		this.#user = user;
		void this.#look();
		this.#timer = setInterval(() => void (document.visibilityState === 'visible' && this.#look()), EVERY_MS);
		return () => clearInterval(this.#timer);
	}

	/** The server said that there is one. */
	heard(): void {
		if (this.#user !== null) void this.#look();
	}

	async #look(): Promise<void> {
		const answer = await fetchAlerts();
		if (!answer.ok || this.#user === null) return;
		const { alerts } = answer.value;
		this.#newest = Math.max(this.#newest, ...alerts.map(({ id }) => id));
		const seen = Number(localStorage.getItem(SEEN + this.#user) ?? 0);
		this.count = alerts.filter(({ id }) => id > seen).length;
	}

	/** They stand on the screen. */
	seen(): void {
		if (this.#user !== null && this.#newest > 0)
			localStorage.setItem(SEEN + this.#user, String(this.#newest));
		this.count = 0;
	}
}
