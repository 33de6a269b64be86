/** Makes the rooms and who is in them by the commands that the interface sends. */
import { randomBytes } from 'node:crypto';
import { directMessageId, uuidv7 } from '#lib/domain/conversation-id.ts';
import type { Command } from '#lib/protocol/commands.ts';
import { runCommand } from '#lib/server/commands/run-command.ts';
import type { Database } from '#lib/server/database.ts';
import { FIRST_CHANNEL, ROOMS, type PersonKey, type RoomPlan } from './cast.ts';
import type { DemoPeople } from './people.ts';
import type { PlannedMembership } from './plan.ts';

/** A command without what every one has. */
type Wish = Command extends infer Each ? (Each extends Command ? Omit<Each, 'id' | 'at'> : never) : never;

export class DemoRooms {
	readonly #database: Database;
	readonly #people: DemoPeople;
	readonly #ids = new Map<string, string>();

	constructor(database: Database, people: DemoPeople) {
		this.#database = database;
		this.#people = people;
	}

	/** The conversation's id. */
	get(room: string): string {
		const id = this.#ids.get(room);
		if (id === undefined) throw new Error(`There is no room ${room} yet.`);
		return id;
	}

	/** Takes over the channel that the organisation began with. */
	async adoptFirstChannel(at: number): Promise<void> {
		const { name, topic, creator } = planOf(FIRST_CHANNEL);
		this.#ids.set(FIRST_CHANNEL, await this.#people.firstChannel());
		await this.#run(
			creator,
			{ kind: 'conversation.rename', conversation: this.get(FIRST_CHANNEL), name, topic },
			at,
		);
	}

	async change(change: PlannedMembership): Promise<void> {
		const plan = planOf(change.room);
		const { by, at } = change;
		switch (change.kind) {
			case 'create':
				this.#ids.set(change.room, this.#newId(plan, at));
				return this.#run(by, this.#creation(plan, change.name, change.members), at);
			case 'add': {
				const { user } = this.#people.get(change.who);
				return this.#run(by, { kind: 'member.add', conversation: this.get(change.room), user }, at);
			}
			case 'join':
				return this.#run(by, { kind: 'conversation.join', conversation: this.get(change.room) }, at);
			case 'rename': {
				const { topic } = plan;
				const conversation = this.get(change.room);
				return this.#run(by, { kind: 'conversation.rename', conversation, name: change.name, topic }, at);
			}
		}
	}

	/** @param position ledger position through which it is read */
	async markRead(room: string, who: PersonKey, position: number, at: number): Promise<void> {
		const conversation = this.get(room);
		await this.#run(who, { kind: 'read.mark', conversation, mark: 0, volume: 0, position }, at);
	}

	#newId(plan: RoomPlan, at: number): string {
		const [other] = plan.others;
		if (plan.kind !== 'dm' || !other) return uuidv7(at, randomBytes(10));
		const { organisation, user } = this.#people.get(plan.creator);
		return directMessageId(organisation, user, this.#people.get(other).user);
	}

	#creation(plan: RoomPlan, name: string, members: readonly PersonKey[]): Wish {
		const { kind: type, visibility, channel, topic } = plan;
		return {
			kind: 'conversation.create',
			conversation: this.get(plan.key),
			type,
			visibility,
			channel,
			name,
			topic,
			members: members.map((member) => this.#people.get(member).user),
		};
	}

	async #run(by: PersonKey, wish: Wish, at: number): Promise<void> {
		const command = { id: uuidv7(at, randomBytes(10)), at, ...wish };
		const outcome = await runCommand(this.#database, this.#people.get(by), command, at);
		if (!outcome.ok) throw new Error(`${wish.kind} by ${by}: ${outcome.words}`);
	}
}

function planOf(room: string): RoomPlan {
	const plan = ROOMS.find(({ key }) => key === room);
	if (!plan) throw new Error(`No room is called ${room}.`);
	return plan;
}
