/** What is on the server's disk: the log, and the tables beside it. It outlives every process, and can be put back to a backup. */
import { unitOf } from '#lib/protocol/document-name.ts';
import type { Access, Lease, Right } from '../../sync-server/access.ts';
import type { LogRow } from '../../sync-server/log.ts';
import { MemoryLog, type LogSnapshot, type TablesBeside } from '../../sync-server/memory-log.ts';
import { DocumentBook } from './log-book.ts';
import type { Office } from './office.ts';
import type { Prng } from './prng.ts';

interface Backup {
	log: LogSnapshot;
	volumes: Map<string, number>;
	answered: Set<number>;
}

export class Database {
	readonly log: MemoryLog;
	readonly access: Access;
	wasRestored = false;
	readonly #office: Office;
	#books = new Map<string, DocumentBook>();
	#backup: Backup | undefined;

	constructor(office: Office, random: Prng) {
		this.#office = office;
		const right = (conversation: string, user: string) => rightIn(office, conversation, user);
		const lease = (device: number): Lease | undefined => office.devices.get(device);
		const tables: TablesBeside = {
			right,
			lease,
			isWaiting: (outbox) => !office.answered.has(outbox),
			committed: ({ rows, volumes, outbox }) => {
				for (const row of rows) this.#write(row);
				for (const { conversation, volume } of volumes) office.volumeOpened(conversation, volume);
				for (const id of outbox) office.answered.add(id);
			},
		};
		this.log = new MemoryLog(tables, (length) => random.bytes(length));
		this.access = {
			right: async (speaker, name) => {
				const conversation = unitOf(name);
				if (speaker.role !== 'SYSTEM') return right(conversation, speaker.user);
				const found = office.conversations.get(conversation);
				return found && { ...memberRight(office, conversation, found.volume), moderates: true };
			},
			lease: async (device) => lease(device),
		};
	}

	/**
	 * Is there a backup from which everybody can come back? A volume that was opened since is known to its replicas and not to the server; until what filled
	 * the one before is there again, nobody can write into it. Known, and left out here.
	 */
	get canRestore(): boolean {
		const volumes = this.#backup?.volumes;
		if (!volumes) return false;
		return [...this.#office.conversations.values()].every(
			({ id, volume }) => volume === (volumes.get(id) ?? 0),
		);
	}

	/**
	 * Log, volumes and outbox. Leases and memberships stay as they are: an authority that a restore takes away is not for a protocol to give back.
	 */
	backUp(): void {
		const volumes = [...this.#office.conversations.values()].map(({ id, volume }) => [id, volume] as const);
		this.#backup = {
			log: this.log.snapshot(),
			volumes: new Map(volumes),
			answered: new Set(this.#office.answered),
		};
	}

	/** Puts everything back to the backup, and does what must follow before a relay serves it. */
	async restore(now: number): Promise<void> {
		if (!this.#backup) return;
		this.log.restore(this.#backup.log);
		this.#books = new Map();
		for (const document of this.log.documents())
			for (const row of await this.log.audit(document)) this.#write(row);
		for (const conversation of this.#office.conversations.values())
			conversation.volume = this.#backup.volumes.get(conversation.id) ?? 0;
		this.#office.answered = new Set(this.#backup.answered);
		await this.log.beginEpochs(now);
		this.wasRestored = true;
	}

	book(document: string): DocumentBook | undefined {
		return this.#books.get(document);
	}

	books(): DocumentBook[] {
		return [...this.#books.values()];
	}

	#write(row: LogRow): void {
		const book = this.#books.get(row.document) ?? new DocumentBook(row.document);
		this.#books.set(row.document, book);
		book.read(row, (device) => this.#office.ownerOf(device));
	}
}

function rightIn(office: Office, id: string, user: string): Right | undefined {
	const conversation = office.conversations.get(id);
	const role = conversation?.members.get(user);
	if (!conversation || (role === undefined && conversation.visibility !== 'public')) return undefined;
	const right = memberRight(office, id, conversation.volume);
	if (role === undefined) return { ...right, level: 'read' };
	const isAdmin = role === 'ADMIN';
	return { ...right, moderates: isAdmin, muted: isAdmin ? null : conversation.muted };
}

function memberRight({ organisation }: Office, conversation: string, volume: number): Right {
	return { organisation, conversation, volume, level: 'write', moderates: false, muted: null };
}
