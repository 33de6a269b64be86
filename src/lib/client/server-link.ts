/** Requests to the server, each under the sign-in of the person whose data this is and under no other (features: shared browsers). */
import type { Command } from '#lib/protocol/commands.ts';
import type { MessageReader, Reach, Readers } from '#lib/protocol/readers.ts';
import type { SearchAnswer, SearchQuery } from '#lib/protocol/search.ts';
import { WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import type { Workspace } from '#lib/protocol/workspace.ts';
import type { CommandReply } from './command-queue.ts';
import type { Answer, Environment } from './environment.ts';
import type { Admission } from './multiplexer.ts';
import {
	parseDevice,
	parseMessageReaders,
	parseOutcome,
	parseReaders,
	parseSearchAnswer,
	parseSession,
	parseWorkspace,
} from './server-answers.ts';

const PATIENCE_MS = 20_000;

export class ServerLink {
	readonly #user: string;
	readonly #environment: Environment;

	constructor(user: string, environment: Environment) {
		this.#user = user;
		this.#environment = environment;
	}

	/** Who is signed in on this browser? A cookie changes hands without a word to this tab. */
	async check(): Promise<{ admission: Admission; device: number | null }> {
		const answer = await this.#request('GET', '/api/session');
		if (!answer) return { admission: 'unreachable', device: null };
		if (answer.status === 401) return { admission: 'signed-out', device: null };
		const session = parseSession(answer);
		if (!session) return { admission: 'unreachable', device: null };
		const { user, device, wire } = session;
		if (user !== this.#user) return { admission: 'signed-out', device };
		return { admission: wire === null || wire === WIRE_PROTOCOL ? 'admitted' : 'outdated', device };
	}

	async send(command: Command): Promise<CommandReply> {
		const { admission } = await this.check();
		if (admission === 'signed-out') return { kind: 'stop' };
		if (admission !== 'admitted') return { kind: 'later' };
		const answer = await this.#request('POST', '/api/commands', command);
		if (answer?.status === 401) return { kind: 'stop' };
		const outcome = answer && parseOutcome(answer);
		return outcome ? { kind: 'outcome', outcome } : { kind: 'later' };
	}

	/** Undefined when there is no answer, or one about somebody else. */
	async fetchWorkspace(): Promise<Workspace | undefined> {
		const answer = await this.#request('GET', '/api/workspace');
		const workspace = answer && parseWorkspace(answer);
		return workspace?.self.id === this.#user ? workspace : undefined;
	}

	/** Undefined without an answer. What is asked is in no address, so in no server's list of requests. */
	async search(query: SearchQuery, limit: number): Promise<SearchAnswer | undefined> {
		const { admission } = await this.check();
		if (admission !== 'admitted') return undefined;
		const answer = await this.#request('POST', '/api/search', { query, limit });
		return answer && parseSearchAnswer(answer);
	}

	/** Undefined without an answer, and where one is no member. */
	async fetchReaders(conversation: string): Promise<Readers | undefined> {
		const answer = await this.#request('GET', `/api/readers/${conversation}`);
		return answer && parseReaders(answer);
	}

	/** Of one place in its ledger. Undefined likewise. */
	async fetchMessageReaders(
		conversation: string,
		{ volume, position }: Reach,
	): Promise<readonly MessageReader[] | undefined> {
		const path = `/api/readers/${conversation}?volume=${volume}&position=${position}`;
		const answer = await this.#request('GET', path);
		return answer && parseMessageReaders(answer);
	}

	/** Answers whether it was taken. */
	async setPhoto(photo: Uint8Array | null): Promise<boolean> {
		const { admission } = await this.check();
		if (admission !== 'admitted') return false;
		const text = photo && btoa(String.fromCharCode(...photo));
		return (await this.#request('POST', '/api/photo', { photo: text }))?.status === 200;
	}

	/** Rejects when the server does not answer. */
	async leaseDevice(publicKey: string): Promise<{ device: number; serverKeys: unknown }> {
		const { admission } = await this.check();
		if (admission !== 'admitted') throw new Error('No device without a sign-in.');
		const name = this.#environment.deviceName();
		const answer = await this.#request('POST', '/api/devices', { name, publicKey });
		const registered = answer && parseDevice(answer);
		if (!registered) throw new Error('The server registered no device.');
		return registered;
	}

	/** `GET /api/server-keys`, unparsed; undefined without an answer. */
	async fetchServerKeys(): Promise<unknown> {
		const answer = await this.#request('GET', '/api/server-keys');
		return answer?.status === 200 ? answer.body : undefined;
	}

	/** As far as the server can be reached. */
	async signOut(): Promise<void> {
		const { admission } = await this.check();
		if (admission === 'admitted') await this.#request('POST', '/api/sign-out', {});
	}

	/** Undefined without an answer: offline, the server is away, or it takes so long that whatever waits for it has to go on. */
	async #request(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer | undefined> {
		const { clock, network } = this.#environment;
		let cancel = () => {};
		const tooLong = new Promise<undefined>((resolve) => {
			cancel = clock.after(PATIENCE_MS, () => resolve(undefined));
		});
		try {
			return await Promise.race([network.request(method, path, body), tooLong]);
		} catch {
			return undefined;
		} finally {
			cancel();
		}
	}
}
