/**
 * What the server's routes and tables would say: accounts, leases, conversations, commands. It is the truth that survives every crash of the process, and answers
 * requests only while the process runs. Its rules are those of the real routes as far as a client can tell.
 */
import type { Answer } from '#lib/client/environment.ts';
import { SYSTEM_DEVICE } from '#lib/domain/client-id.ts';
import { SYSTEM_USER, type SystemAction, type SystemEvent } from '#lib/domain/events.ts';
import type { Command, CommandOutcome } from '#lib/protocol/commands.ts';
import type { RefusalCode } from '#lib/protocol/refusals.ts';
import {
	isFurther,
	type ReadPosition,
	type RoomRole,
	type Visibility,
	type Workspace,
	type WorkspaceConversation,
} from '#lib/protocol/workspace.ts';
import type { PublishedKeys } from '#lib/protocol/published-keys.ts';
import type { Signer } from '../../sync-server/ports.ts';
import { aSigner } from '../support/server-signer.ts';
import type { Prng } from './prng.ts';

export interface OfficeConversation {
	id: string;
	kind: 'dm' | 'room';
	visibility: Visibility;
	channel: boolean;
	name: string;
	topic: string;
	volume: number;
	createdAt: number;
	members: Map<string, RoomRole>;
	/** Everybody who ever was a member: others must never have received anything. */
	everMembers: Set<string>;
	/** Who was removed, or left, at any time. */
	everGone: Set<string>;
	muted: RefusalCode | null;
}

export interface OutboxRow {
	id: number;
	conversation: string;
	event: SystemEvent;
}

/** What a relay is told after a change has committed. */
export type OfficeNotice = { conversation: string; users: string[] };

const REFUSED = (words: string): CommandOutcome => ({ ok: false, code: 'FORBIDDEN', words });
const NOTHING_READ: ReadPosition = { mark: 0, volume: 0, position: -1 };

export class Office {
	readonly organisation: string;
	readonly users: readonly string[];
	/** The server's key. */
	readonly signer: Signer;
	readonly devices = new Map<number, { user: string; revoked: boolean; key: string | null }>();
	readonly conversations = new Map<string, OfficeConversation>();
	/** Every system event that a command caused, in order. */
	readonly outbox: OutboxRow[] = [];
	/** Those that a relay has appended. */
	answered = new Set<number>();
	notices: OfficeNotice[] = [];
	readonly #outcomes = new Map<string, CommandOutcome>();
	readonly #read = new Map<string, ReadPosition>();
	readonly #random: Prng;
	readonly #now: () => number;
	#lastOutbox = 0;

	constructor(users: readonly string[], organisation: string, random: Prng, now: () => number) {
		this.users = users;
		this.organisation = organisation;
		this.#random = random;
		this.signer = aSigner(random.bytes(32));
		this.#now = now;
		this.devices.set(SYSTEM_DEVICE, { user: SYSTEM_USER, revoked: false, key: null });
	}

	/** The same profile's key again, after a lost answer, gives the same device. */
	lease(user: string, key: string | null): number {
		for (const [number, device] of this.devices)
			if (key !== null && device.key === key && device.user === user && !device.revoked) return number;
		let number = 0;
		while (number <= SYSTEM_DEVICE || this.devices.has(number)) number = this.#random.below(2 ** 31);
		this.devices.set(number, { user, revoked: false, key });
		return number;
	}

	/** A room that was there before the run began; its first member is its admin. */
	found(name: string, members: readonly string[]): void {
		const id = `00000000-0000-7000-8000-${(0xc0 + this.conversations.size).toString(16).padStart(12, '0')}`;
		this.#create(members[0]!, {
			id,
			at: this.#now(),
			kind: 'conversation.create',
			conversation: id,
			type: 'room',
			visibility: 'private',
			channel: false,
			name,
			topic: '',
			members: members.slice(1),
		});
	}

	ownerOf(device: number): string | undefined {
		return this.devices.get(device)?.user;
	}

	setMuted(conversation: string, muted: RefusalCode | null): void {
		const found = this.conversations.get(conversation);
		if (found) found.muted = muted;
		this.#tell(conversation, []);
	}

	volumeOpened(conversation: string, volume: number): void {
		const found = this.conversations.get(conversation);
		if (!found || found.volume >= volume) return;
		found.volume = volume;
		this.#tell(conversation, []);
	}

	answer(user: string, method: 'GET' | 'POST', path: string, body: unknown): Answer {
		if (method === 'GET' && path === '/api/workspace') return { status: 200, body: this.#workspace(user) };
		if (method === 'GET' && path === '/api/session')
			return { status: 200, body: { user, organisation: this.organisation } };
		if (method === 'POST' && path === '/api/devices') {
			const { publicKey = null } = (body ?? {}) as { publicKey?: string | null };
			return { status: 200, body: { device: this.lease(user, publicKey), serverKeys: this.#serverKeys } };
		}
		if (method === 'GET' && path === '/api/server-keys') return { status: 200, body: this.#serverKeys };
		if (method === 'POST' && path === '/api/commands')
			return { status: 200, body: this.execute(user, body as Command) };
		return { status: 404, body: undefined };
	}

	get #serverKeys(): PublishedKeys {
		return { current: Buffer.from(this.signer.key).toString('base64'), retired: [] };
	}

	/** Idempotent by the command's id, as the real route is. */
	execute(user: string, command: Command): CommandOutcome {
		const known = this.#outcomes.get(command.id);
		if (known) return known;
		const outcome = this.#execute(user, command);
		this.#outcomes.set(command.id, outcome);
		return outcome;
	}

	#execute(user: string, command: Command): CommandOutcome {
		if (command.kind === 'conversation.create') return this.#create(user, command);
		// Nobody asks for it in this world.
		if (command.kind === 'held.report') return { ok: true };
		if (!('conversation' in command)) return REFUSED('nobody does it in this world');
		const conversation = this.conversations.get(command.conversation);
		const isMember = conversation?.members.has(user) ?? false;
		if (!conversation || (!isMember && conversation.visibility === 'private'))
			return { ok: false, code: 'NOT_FOUND', words: 'it is not there' };
		switch (command.kind) {
			case 'member.add':
				if (!isMember) return REFUSED('you are not in it');
				return this.#join(conversation, command.user, { action: 'added', by: user, who: command.user });
			case 'member.remove':
				if (conversation.members.get(user) !== 'ADMIN') return REFUSED('only its admins remove people');
				return this.#leave(conversation, command.user, { action: 'removed', by: user, who: command.user });
			case 'conversation.join':
				return this.#join(conversation, user, { action: 'joined', by: user });
			case 'conversation.leave':
				if (conversation.kind === 'dm') return REFUSED('a direct message cannot be left');
				return this.#leave(conversation, user, { action: 'left', by: user });
			case 'conversation.rename':
				conversation.name = command.name;
				this.#append(conversation.id, { action: 'renamed', by: user, name: command.name });
				this.#tell(conversation.id, []);
				return { ok: true };
			case 'conversation.posting':
			case 'conversation.mute':
			case 'conversation.pin':
			case 'conversation.close':
			case 'member.role':
				return REFUSED('nobody does it in this world');
			case 'read.mark': {
				const { mark, volume, position } = command;
				const key = `${user} ${conversation.id}`;
				if (isFurther(command, this.#read.get(key) ?? NOTHING_READ))
					this.#read.set(key, { mark, volume, position });
				return { ok: true };
			}
		}
	}

	#create(user: string, command: Command & { kind: 'conversation.create' }): CommandOutcome {
		const { conversation: id, type: kind, visibility, channel, name, topic } = command;
		const others = command.members.filter((other) => other !== user);
		const standing = this.conversations.get(id);
		if (standing)
			return kind === 'dm' ? { ok: true } : { ok: false, code: 'CONFLICT', words: 'its id is in use' };
		const members = new Map<string, RoomRole>(others.map((other) => [other, 'MEMBER']));
		members.set(user, kind === 'dm' ? 'MEMBER' : 'ADMIN');
		const facts = {
			id,
			kind,
			visibility,
			channel,
			name,
			topic,
			volume: 0,
			createdAt: this.#now(),
			muted: null,
		};
		this.conversations.set(id, {
			...facts,
			members,
			everMembers: new Set(members.keys()),
			everGone: new Set(),
		});
		if (kind === 'room') {
			this.#append(id, { action: 'created', by: user, name });
			for (const who of others) this.#append(id, { action: 'added', by: user, who });
		}
		this.#tell(id, []);
		return { ok: true };
	}

	#join(conversation: OfficeConversation, who: string, line: SystemLine): CommandOutcome {
		if (conversation.members.has(who)) return { ok: true };
		conversation.members.set(who, 'MEMBER');
		conversation.everMembers.add(who);
		this.#append(conversation.id, line);
		this.#tell(conversation.id, []);
		return { ok: true };
	}

	#leave(conversation: OfficeConversation, who: string, line: SystemLine): CommandOutcome {
		const role = conversation.members.get(who);
		if (role === undefined) return { ok: true };
		conversation.members.delete(who);
		conversation.everGone.add(who);
		const [first] = conversation.members.keys();
		if (role === 'ADMIN' && first !== undefined && ![...conversation.members.values()].includes('ADMIN'))
			conversation.members.set(first, 'ADMIN');
		this.#append(conversation.id, line);
		this.#tell(conversation.id, [who]);
		return { ok: true };
	}

	#append(conversation: string, { action, by, who, name }: SystemLine): void {
		const event: SystemEvent = { k: 's', at: this.#now(), a: action };
		if (by !== undefined) event.by = by;
		if (who !== undefined) event.who = who;
		if (name !== undefined) event.name = name;
		this.outbox.push({ id: ++this.#lastOutbox, conversation, event });
	}

	#tell(conversation: string, also: readonly string[]): void {
		const members = this.conversations.get(conversation)?.members.keys() ?? [];
		this.notices.push({ conversation, users: [...members, ...also] });
	}

	#workspace(user: string): Workspace {
		const people = this.users.map((id) => ({
			id,
			name: id,
			email: `${id}@example.org`,
			role: 'MEMBER' as const,
			active: true,
		}));
		const conversations: WorkspaceConversation[] = [...this.conversations.values()]
			.filter(({ members, visibility }) => members.has(user) || visibility === 'public')
			.map((found) => ({
				id: found.id,
				kind: found.kind,
				visibility: found.visibility,
				channel: found.channel,
				name: found.name,
				topic: found.topic,
				volume: found.volume,
				createdAt: found.createdAt,
				members: [...found.members].map(([member, role]) => ({ user: member, role })),
				read: this.#read.get(`${user} ${found.id}`) ?? NOTHING_READ,
				muted: false,
				posting: 'all',
			}));
		return {
			organisation: { id: this.organisation, name: 'Simulated' },
			self: people.find(({ id }) => id === user)!,
			people,
			conversations,
			serverTime: this.#now(),
		};
	}
}

interface SystemLine {
	action: SystemAction;
	by?: string;
	who?: string;
	name?: string;
}
