/** Access by the tables of the server's routes. What it answers opens a document; whether a run is stored is asked again under the locks. */
import type { Sql } from 'postgres';
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import type { ConversationName } from '#lib/protocol/document-name.ts';
import type { Access, Lease, Right, Speaker } from './access.ts';
import { toRight, UnexpectedAnswer, type AskedRight } from './rights.ts';

/** Leases kept in memory. One is some 100 bytes, and is asked for with every update. */
const CACHED_LEASES = 50_000;

export class PostgresAccess implements Access {
	readonly #sql: Sql;
	#leases = new Map<number, Lease>();

	constructor(sql: Sql) {
		this.#sql = sql;
	}

	async right(speaker: Speaker, name: ConversationName): Promise<Right | undefined> {
		if (speaker.role === 'SYSTEM') return this.#systemRight(speaker.organisation, name);
		// One row whatever stands in the tables, which says what was asked: no row, or another's, is a lost answer and not a no.
		const { user } = speaker;
		const { conversation, volume } = name;
		const [row] = await this.#sql<AskedRight[]>`
			select n.user_id as user, n.conversation as asked, c.organisation, c.id as conversation, c.kind, c.visibility, c.volume,
				c.closed_at is not null as closed, u.role, m.role as membership
			from (select ${user}::uuid as user_id, ${conversation}::uuid as conversation) n
			left join conversations c on c.organisation = ${speaker.organisation} and c.id = n.conversation and c.volume >= ${volume}
			left join users u on u.organisation = c.organisation and u.id = n.user_id and u.closed_at is null
			left join memberships m on m.conversation = c.id and m.user_id = u.id and m.ended_at is null`;
		if (row?.user !== user || row.asked !== conversation) throw new UnexpectedAnswer('a right');
		return toRight(row);
	}

	async #systemRight(organisation: string, name: ConversationName): Promise<Right | undefined> {
		const [row] = await this.#sql<{ volume: number }[]>`
			select volume from conversations where organisation = ${organisation} and id = ${name.conversation}`;
		return (
			row && {
				organisation,
				conversation: name.conversation,
				volume: row.volume,
				level: 'write',
				moderates: true,
				muted: null,
			}
		);
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
