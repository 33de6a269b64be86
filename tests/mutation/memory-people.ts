/** In the place of `tests/support/test-people.ts`: the same people and rooms without a database. What a case changes by SQL is done here by its words. */
import { randomUUID } from 'node:crypto';
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { conversationDocument, unitOf } from '#lib/protocol/document-name.ts';
import type { Access, Lease, Right } from '../../sync-server/access.ts';
import type { Appending } from '../../sync-server/log.ts';
import type { TablesBeside } from '../../sync-server/memory-log.ts';
import { toRight, toTextRight, type UnitKind } from '../../sync-server/rights.ts';

export interface TestUser {
	id: string;
	organisation: string;
	device: number;
	token: string;
	cookie: string;
}

interface Conversation {
	organisation: string;
	kind: string;
	visibility: string;
	volume: number;
	closed: boolean;
	apart: boolean;
	/** `all`, or only its admins. */
	posting?: string;
	members: Map<string, string>;
}

type Change = (town: Town, values: string[]) => string | undefined;

/** By the statement, its values as `?`; gives the conversation whose members are looked at again. */
const STATEMENTS: Record<string, Change> = {
	"update memberships set role = 'MEMBER' where conversation = ? and user_id = ?": (
		town,
		[conversation, user],
	) => {
		town.conversations.get(conversation!)!.members.set(user!, 'MEMBER');
		return conversation;
	},
	'update memberships set ended_at = now() where conversation = ? and user_id = ?': (
		town,
		[conversation, user],
	) => {
		town.conversations.get(conversation!)!.members.delete(user!);
		return conversation;
	},
	'update devices set revoked_at = now() where number = ?': (town, [device]) => {
		const lease = town.leases.get(Number(device))!;
		town.leases.set(Number(device), { ...lease, revoked: true });
		return undefined;
	},
	'update users set closed_at = now() where id = ?': (town, [user]) => {
		town.users.delete(user!);
		return '';
	},
	'update conversations set closed_at = now() where id = ?': (town, [conversation]) => {
		town.conversations.get(conversation!)!.closed = true;
		return conversation;
	},
	"update memberships set role = 'ADMIN' where conversation = ? and user_id = ?": (
		town,
		[conversation, user],
	) => {
		town.conversations.get(conversation!)!.members.set(user!, 'ADMIN');
		// The case wants the relay to find out by itself, when it appends.
		return undefined;
	},
	"update conversations set posting = 'admins' where id = ?": (town, [conversation]) => {
		town.conversations.get(conversation!)!.posting = 'admins';
		return undefined;
	},
};

const LOCKS = 'select 1 from pg_locks where not granted';

export class Town implements TablesBeside {
	readonly conversations = new Map<string, Conversation>();
	/** Organisation and role of everybody whose account is open. */
	readonly users = new Map<string, { organisation: string; role: string }>();
	/** Organisation and document of articles -> their owner. */
	readonly texts = new Map<string, string>();
	readonly leases = new Map<number, Lease>([[SYSTEM_DEVICE, { user: SYSTEM_USER, revoked: false }]]);
	readonly tokens = new Map<string, TestUser>();
	onChange: (conversation: string) => void = () => undefined;
	#lastDevice = 1000;

	readonly access: Access = {
		right: async ({ organisation, user }, name) => {
			const right = this.right(unitOf(name), user);
			return right?.organisation === organisation ? right : undefined;
		},
		lease: async (device) => this.lease(device),
	};

	/** What a case does in a transaction is not told to the relay: it learns of it when its append looks. */
	#isInTransaction = false;

	/** What a case says to the database. */
	readonly sql = async (strings: TemplateStringsArray, ...values: unknown[]): Promise<unknown[]> => {
		const statement = strings.join('?').trim().replaceAll(/\s+/g, ' ');
		// An append that came in meanwhile waits: nothing of it happens before the promises of the case are through.
		if (statement === LOCKS) return this.#isInTransaction ? [1] : [];
		const change = STATEMENTS[statement];
		if (!change) throw new Error(`no database: ${statement}`);
		const conversation = change(this, values.map(String));
		if (conversation !== undefined && !this.#isInTransaction) this.onChange(conversation);
		return [];
	};

	async begin(task: (sql: Town['sql']) => Promise<unknown>): Promise<void> {
		this.#isInTransaction = true;
		await task(this.sql).finally(() => (this.#isInTransaction = false));
	}

	right(unit: string, user: string): Right | undefined {
		const person = this.users.get(user);
		if (!person) return undefined;
		const kind = unit[1] === '/' ? unit[0]! : 'conversation';
		if (kind === 'u' || kind === 'k' || kind === 't') {
			const owner = this.texts.get(`${person.organisation} ${unit}`) ?? null;
			return toTextRight({ unit, user, owner, ...person });
		}
		const conversation = kind === 'conversation' ? unit : unit.slice(2);
		const known = this.conversations.get(conversation);
		if (person.organisation !== known?.organisation) return undefined;
		const membership = known.members.get(user) ?? null;
		const row = { posting: 'all', ...known, internalVolume: 0, conversation, role: person.role, membership };
		return toRight({ ...row, user, asked: conversation }, kind as UnitKind);
	}

	lease(device: number): Lease | undefined {
		return this.leases.get(device);
	}

	isWaiting(): boolean {
		return false;
	}

	committed({ volumes }: Appending): void {
		for (const { conversation, volume } of volumes) this.conversations.get(conversation)!.volume = volume;
	}

	newDevice(user: string): number {
		this.leases.set(++this.#lastDevice, { user, revoked: false });
		return this.#lastDevice;
	}
}

type MemorySql = Town['sql'] & { town?: Town };

function townOf(sql: unknown): Town {
	return (sql as MemorySql).town!;
}

export function sqlOf(town: Town): Town['sql'] {
	return Object.assign(
		(strings: TemplateStringsArray, ...values: unknown[]) => town.sql(strings, ...values),
		{ town, begin: (task: (sql: Town['sql']) => Promise<unknown>) => town.begin(task) },
	);
}

export async function addOrganisation(_sql: unknown): Promise<string> {
	return randomUUID();
}

export async function addUser(sql: unknown, organisation: string, role = 'MEMBER'): Promise<TestUser> {
	const town = townOf(sql);
	const id = randomUUID();
	town.users.set(id, { organisation, role });
	const { device, token } = await addDevice(sql, organisation, id);
	const user = { id, organisation, device, token, cookie: '' };
	town.tokens.set(token, user);
	return user;
}

export async function addDevice(sql: unknown, _organisation: string, user: string) {
	return { device: townOf(sql).newDevice(user), token: randomUUID() };
}

export async function addConversation(
	sql: unknown,
	members: readonly TestUser[],
	{ visibility = 'private', kind = 'room' }: { visibility?: string; kind?: string } = {},
): Promise<string> {
	const id = randomUUID();
	const { organisation } = members[0]!;
	const conversation: Conversation = {
		organisation,
		kind,
		visibility,
		volume: 0,
		closed: false,
		apart: false,
		members: new Map(),
	};
	for (const member of members) conversation.members.set(member.id, 'MEMBER');
	townOf(sql).conversations.set(id, conversation);
	return conversationDocument(id, 0);
}

export async function addMember(
	sql: unknown,
	conversation: string,
	{ id }: TestUser,
	role = 'MEMBER',
): Promise<void> {
	townOf(sql).conversations.get(conversation)!.members.set(id, role);
}

export async function addText(sql: unknown, { organisation, id }: TestUser): Promise<string> {
	const document = `k/${randomUUID()}`;
	townOf(sql).texts.set(`${organisation} ${document}`, id);
	return document;
}
