/** The server's process around the real relay core: it starts, crashes, is told of changes, drains the outbox; below it the database, which outlives it. */
import type { Answer } from '#lib/client/environment.ts';
import { SYSTEM_CLIENT } from '#lib/domain/client-id.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { systemSpeaker, type Speaker } from '../../sync-server/access.ts';
import type { SecurityEvent, Socket } from '../../sync-server/ports.ts';
import { createRelayCore, type Connection, type RelayCore } from '../../sync-server/relay-core.ts';
import { Database } from './database.ts';
import { DatabaseConnection, type AppendFate } from './database-connection.ts';
import type { DocumentBook } from './log-book.ts';
import type { ServerEnd, Subscriber } from './network.ts';
import type { Office, OfficeNotice, OutboxRow } from './office.ts';
import type { Prng } from './prng.ts';
import type { Sabotage } from './sabotage.ts';
import { microtasksDone, runIn, type Host, type VirtualTime } from './virtual-time.ts';

export interface ServerOptions {
	office: Office;
	time: VirtualTime;
	random: Prng;
	volumeEvents: number;
	/** A document is opened by a snapshot and so many rows at most. */
	snapshotRows: number;
	sabotage: Sabotage;
	/** Something is not as it should be. */
	report(words: string): void;
	onRefusal(event: SecurityEvent): void;
}

interface Process {
	host: Host;
	core: RelayCore;
	connection: DatabaseConnection;
	/** Rows of the outbox that are being appended. */
	draining: Set<number>;
}

export interface Move {
	label: string;
	/** A string that it answers, or resolves with, goes into the trace. */
	move: () => unknown;
}

export class Server implements ServerEnd {
	/** ms by which its clock is wrong. */
	skew = 0;
	readonly database: Database;
	readonly #options: ServerOptions;
	#process: Process | undefined;
	#starts = 0;
	#failing: { count: number; fate: AppendFate } = { count: 0, fate: 'refuse' };

	constructor(options: ServerOptions) {
		this.#options = options;
		this.database = new Database(options.office, options.random.fork('database'));
		this.start();
	}

	book(document: string): DocumentBook | undefined {
		return this.database.book(document);
	}

	start(): void {
		if (this.#process) return;
		const { time, random, volumeEvents, snapshotRows, sabotage, report, onRefusal } = this.#options;
		const skewed = () => this.skew;
		const name = `relay${++this.#starts}`;
		const host: Host = {
			name,
			time,
			random: random.fork(name),
			alive: true,
			get skew() {
				return skewed();
			},
			set skew(_value) {
				throw new Error('The relay has the clock of its machine.');
			},
		};
		const connection = new DatabaseConnection(this.database.log, host);
		const core = runIn(host, () =>
			createRelayCore({
				log: sabotage.log(connection),
				signer: this.#options.office.signer,
				access: this.database.access,
				clock: {
					now: () => time.now + this.skew,
					// Nobody's work costs time in a world whose time stands still meanwhile.
					workTime: () => 0,
					setTimeout: (task, delay) => time.set(host, task, delay),
					clearTimeout: (timer) => time.clear(timer),
				},
				randomBytes: (length) => host.random.bytes(length),
				security: { record: onRefusal },
				logger: {
					info: () => {},
					warn: () => {},
					error: (fields, message) => {
						if (message !== 'an append failed')
							report(`the relay logged: ${message} ${JSON.stringify(fields)}`);
					},
				},
				limits: { volumeEvents, volumeClients: volumeEvents },
				snapshotRows,
			}),
		);
		this.#process = { host, core, connection, draining: new Set() };
	}

	/** The process is killed. What had reached the database may still commit. */
	async crash(commits: () => boolean): Promise<void> {
		const process = this.#process;
		if (!process) return;
		this.#process = undefined;
		process.host.alive = false;
		await process.connection.die(commits);
		await microtasksDone();
	}

	/** The database does not take the next appends. */
	failAppends(count: number, fate: AppendFate): void {
		this.#failing = { count, fate };
	}

	heal(): void {
		this.skew = 0;
		this.#failing.count = 0;
		this.start();
	}

	end(): void {
		if (this.#process) this.#process.host.alive = false;
	}

	accept(
		socket: Socket,
		from: Subscriber & { user?: string },
		document: string | null,
	): { host: Host; connection: Connection } | undefined {
		const process = this.#process;
		if (!process || from.user === undefined) return undefined;
		const speaker: Speaker = {
			organisation: this.#options.office.organisation,
			user: from.user,
			role: 'MEMBER',
			session: document === null ? `session of ${from.name}` : null,
			device: null,
		};
		const kept = this.#options.sabotage.socket(socket);
		const connection = runIn(process.host, () => process.core.connect(kept, speaker, document));
		return { host: process.host, connection };
	}

	async answer(
		from: Subscriber & { user?: string },
		method: 'GET' | 'POST',
		path: string,
		body: unknown,
	): Promise<Answer> {
		if (!this.#process || from.user === undefined) throw new Error('Nobody answers.');
		return this.#options.office.answer(from.user, method, path, body);
	}

	/** What can move in the server now. */
	movements(): Move[] {
		const process = this.#process;
		if (!process) return [];
		const moves: Move[] = process.connection.waiting.map(({ label, isAppend }, index) => ({
			label: `relay ${label}`,
			move: () => this.#release(process, index, isAppend),
		}));
		const [notice] = this.#options.office.notices;
		if (notice) moves.push({ label: 'notice', move: () => this.#tell(process, notice) });
		const row = this.#options.office.outbox.find((row) => this.#mayDrain(process, row));
		if (row) moves.push({ label: `outbox ${row.id}`, move: () => this.#drain(process, row) });
		return moves;
	}

	async #release(process: Process, index: number, isAppend: boolean): Promise<string> {
		let fate: AppendFate = 'commit';
		if (isAppend && this.#failing.count > 0) {
			this.#failing.count--;
			fate = this.#failing.fate;
		}
		await process.connection.release(index, fate);
		return fate;
	}

	#tell({ host, core }: Process, { conversation, users }: OfficeNotice): void {
		this.#options.office.notices.shift();
		runIn(host, () => {
			core.recheck(conversation, users);
			core.push({ type: 'workspace' }, { users });
		});
	}

	/** One conversation's lines are appended one after the other. */
	#mayDrain(process: Process, row: OutboxRow): boolean {
		const { answered, outbox } = this.#options.office;
		if (answered.has(row.id)) return false;
		return !outbox.some((other) => other.conversation === row.conversation && process.draining.has(other.id));
	}

	#drain(process: Process, row: OutboxRow): void {
		const { office, report } = this.#options;
		const conversation = office.conversations.get(row.conversation);
		if (!conversation) return;
		process.draining.add(row.id);
		const submitted = runIn(process.host, () =>
			process.core.submit({
				document: conversationDocument(row.conversation, conversation.volume),
				speaker: systemSpeaker(office.organisation),
				client: SYSTEM_CLIENT,
				events: [row.event],
				outbox: row.id,
			}),
		);
		void submitted.then((outcome) => {
			process.draining.delete(row.id);
			if (!outcome.ok && outcome.code !== 'APPEND_FAILED' && outcome.code !== 'ALREADY_ANSWERED')
				report(`a system event was refused: ${outcome.code}`);
		});
	}
}
