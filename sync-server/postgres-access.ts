/** Access by the tables of the server's routes. What it answers opens a document; whether a run is stored is asked again under the locks. */
import type { Sql } from 'postgres';
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { unitOf, type DocumentName } from '#lib/protocol/document-name.ts';
import type { Access, Lease, Right, Speaker } from './access.ts';
import { UnexpectedAnswer } from './rights.ts';
import { Together } from './together.ts';
import { askRights, rightsOf, type Asked } from './unit-rights.ts';

/** Leases kept in memory. One is some 100 bytes, and is asked for with every update. */
const CACHED_LEASES = 50_000;

export class PostgresAccess implements Access {
	readonly #sql: Sql;
	readonly #rights: Together<Asked, Right | undefined>;
	#leases = new Map<number, Lease>();

	constructor(sql: Sql) {
		this.#sql = sql;
		this.#rights = new Together(async (asked) => {
			const rightOf = rightsOf(asked, ...(await Promise.all(askRights(sql, asked))));
			return asked.map(({ unit, user }) => rightOf(unit, user));
		});
	}

	async right(speaker: Speaker, name: DocumentName): Promise<Right | undefined> {
		if (speaker.role === 'SYSTEM') return this.#systemRight(speaker.organisation, name);
		const { user } = speaker;
		const unit = unitOf(name);
		const right = await this.#rights.ask({ unit, user });
		return right?.organisation === speaker.organisation ? right : undefined;
	}

	async #systemRight(organisation: string, name: DocumentName): Promise<Right | undefined> {
		if (name.kind === 'text') return undefined;
		const { conversation } = name;
		const [row] = await this.#sql<{ volume: number; internal: number }[]>`
			select volume, internal_volume as internal from conversations
			where organisation = ${organisation} and id = ${conversation}`;
		if (!row) return undefined;
		const volume = name.kind === 'internal' ? row.internal : row.volume;
		return { organisation, conversation, volume, level: 'write', moderates: true, muted: null };
	}

	async lease(device: number): Promise<Lease | undefined> {
		if (device === SYSTEM_DEVICE) return { user: SYSTEM_USER, revoked: false };
		const known = this.#leases.get(device);
		if (known) return known;
		const [row] = await this.#sql<{ asked: number; user: string | null; revoked: boolean }[]>`
			select n.asked::float8, d.user_id as user, d.revoked_at is not null as revoked
			from (select ${device}::bigint as asked) n left join devices d on d.number = n.asked`;
		if (row?.asked !== device) throw new UnexpectedAnswer('a lease');
		const { user, revoked } = row;
		if (user === null) return undefined;
		if (this.#leases.size >= CACHED_LEASES) this.#leases.clear();
		this.#leases.set(device, { user, revoked });
		return { user, revoked };
	}

	/** After a revocation, or when notifications may have been missed. */
	forgetLeases(): void {
		this.#leases.clear();
	}
}
