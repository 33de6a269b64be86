/** What the corpus attacks, in this process: the relay's core over a log in memory. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { ClockRange } from '../../sync-server/decode.ts';
import { MemoryLog } from '../../sync-server/memory-log.ts';
import { createRelayCore, type RelayCore } from '../../sync-server/relay-core.ts';
import type { Ground } from '../attacks/ground.ts';
import { HonestClient } from '../attacks/honest-client.ts';
import { ManualClock } from '../support/relay-harness.ts';
import { addUser, sqlOf, Town } from './memory-people.ts';
import { settlesWith } from './settled-until.ts';

export class MemoryGround {
	readonly clock = new ManualClock();
	readonly town = new Town();
	readonly sql = sqlOf(this.town);
	readonly log = new MemoryLog(this.town, randomBytes);
	readonly organisation = randomUUID();
	readonly core: RelayCore;
	readonly errors: string[] = [];
	readonly #erased = new Map<string, ClockRange[]>();
	readonly isUnharmed = true;
	readonly cpuMs = 0;
	/** Where clients connect is this object itself. */
	readonly url = '';
	ada!: HonestClient;
	ben!: HonestClient;
	mal!: Awaited<ReturnType<typeof addUser>>;

	static async start(): Promise<MemoryGround> {
		const ground = new MemoryGround();
		const people = [0, 1, 2].map(() => addUser(ground.sql, ground.organisation));
		const [ada, ben, mal] = await Promise.all(people);
		ground.ada = new HonestClient(ground, ada!);
		ground.ben = new HonestClient(ground, ben!);
		ground.mal = mal!;
		return ground;
	}

	private constructor() {
		const open = this.log.open.bind(this.log);
		this.log.open = async (document) => {
			const opening = await open(document);
			return { ...opening, erased: [...opening.erased, ...(this.#erased.get(document) ?? [])] };
		};
		this.core = createRelayCore({
			log: this.log,
			access: this.town.access,
			clock: this.clock,
			randomBytes,
			security: { record: () => undefined },
			logger: {
				info: () => {},
				warn: () => {},
				error: (fields, words) => void this.errors.push(`${words} ${JSON.stringify(fields)}`),
			},
		});
		this.town.onChange = (conversation) =>
			conversation ? this.core.recheck(conversation) : this.core.recheckAll();
		settlesWith({ turn: () => this.clock.runDue() });
	}

	get output(): string {
		return this.errors.join('\n');
	}

	/** As the table beside the log has it. */
	rememberErased(document: string, client: number, clock: number): void {
		this.#erased.set(document, [{ client, clock, length: 1 }]);
	}

	/** So that nobody's budget for a second is used up by many cases. */
	passTime(): void {
		this.clock.time += 2000;
	}

	get asGround(): Ground {
		return this as unknown as Ground;
	}
}
