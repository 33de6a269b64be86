/**
 * What is unread, by the words of the promise alone: of each conversation the messages in the order in which they arrived, of each device how much of that it
 * has, of each person how far he has read. It knows no ledger, no position and no client.
 */
export interface Said {
	author: string;
	body: string;
	deleted: boolean;
	/** What one device wrote without a network arrives together, and is read and unread together: a read position has no place within it. */
	together: string;
}

/** Through which message somebody has read, after how many times of marking unread; the further pair counts. */
interface Read {
	mark: number;
	through: number;
}

interface Copy {
	/** Messages of the log that are here, from the first on. */
	length: number;
	read: Read;
	/** Bodies of what is deleted as far as this device knows. */
	deleted: Set<string>;
}

/** What an offline device has yet to tell, in order. */
type Untold =
	| { does: 'send'; conversation: string; body: string }
	| { does: 'delete'; conversation: string; body: string }
	| { does: 'mute'; conversation: string; on: boolean };

export class OracleDevice {
	readonly person: string;
	online = true;
	readonly copies = new Map<string, Copy>();
	readonly untold: { told: Untold; session: number }[] = [];
	/** Counts its starts: what another start wrote arrives by itself. */
	session = 0;

	constructor(person: string) {
		this.person = person;
	}
}

const isFurther = (one: Read, other: Read) =>
	one.mark > other.mark || (one.mark === other.mark && one.through > other.through);

export class Oracle {
	readonly logs = new Map<string, Said[]>();
	readonly devices: OracleDevice[];
	/** By person and conversation. */
	readonly #reads = new Map<string, Read>();
	readonly #muted = new Set<string>();
	#arrivals = 0;

	constructor(conversations: readonly string[], people: readonly string[]) {
		for (const conversation of conversations) this.logs.set(conversation, []);
		this.devices = people.map((person) => new OracleDevice(person));
		for (const device of this.devices)
			for (const conversation of conversations)
				device.copies.set(conversation, { length: 0, read: { mark: 0, through: -1 }, deleted: new Set() });
	}

	unread(device: OracleDevice, conversation: string): number {
		const { length, read, deleted } = device.copies.get(conversation)!;
		return this.logs
			.get(conversation)!
			.slice(0, length)
			.filter(
				({ author, body }, index) => index > read.through && author !== device.person && !deleted.has(body),
			).length;
	}

	isMuted({ person }: OracleDevice, conversation: string): boolean {
		return this.#muted.has(`${person} ${conversation}`);
	}

	/** Own messages that this device shows and that are not deleted. */
	deletable(device: OracleDevice, conversation: string): string[] {
		const { length, deleted } = device.copies.get(conversation)!;
		const stored = this.logs.get(conversation)!.slice(0, length);
		return stored
			.filter(({ author, body }) => author === device.person && !deleted.has(body))
			.map(({ body }) => body);
	}

	send(device: OracleDevice, conversation: string, body: string): void {
		this.#tell(device, { does: 'send', conversation, body });
	}

	remove(device: OracleDevice, conversation: string, body: string): void {
		device.copies.get(conversation)!.deleted.add(body);
		this.#tell(device, { does: 'delete', conversation, body });
	}

	mute(device: OracleDevice, conversation: string, on: boolean): void {
		this.#tell(device, { does: 'mute', conversation, on });
	}

	/** Everything that is here. */
	read(device: OracleDevice, conversation: string): void {
		const { length, read } = device.copies.get(conversation)!;
		this.#readTo(device, conversation, { mark: read.mark, through: length - 1 });
	}

	unreadFrom(device: OracleDevice, conversation: string, index: number): void {
		const { mark } = device.copies.get(conversation)!.read;
		const log = this.logs.get(conversation)!;
		let first = index;
		while (log[first - 1]?.together === log[index]!.together) first--;
		this.#readTo(device, conversation, { mark: mark + 1, through: first - 1 });
	}

	reload(device: OracleDevice): void {
		device.session++;
	}

	goOffline(device: OracleDevice): void {
		device.online = false;
	}

	goOnline(device: OracleDevice): void {
		device.online = true;
		this.#arrivals++;
		for (const { told, session } of device.untold.splice(0))
			this.#arrive(device, told, `${this.#arrivals} ${session}`);
		for (const [conversation, { read }] of device.copies) this.#merge(device.person, conversation, read);
		this.#spread();
	}

	#readTo(device: OracleDevice, conversation: string, read: Read): void {
		const copy = device.copies.get(conversation)!;
		if (isFurther(read, copy.read)) copy.read = read;
		if (!device.online) return;
		this.#merge(device.person, conversation, read);
		this.#spread();
	}

	#tell(device: OracleDevice, told: Untold): void {
		const { session } = device;
		if (!device.online) return void device.untold.push({ told, session });
		this.#arrive(device, told, String(++this.#arrivals));
		this.#spread();
	}

	#arrive({ person }: OracleDevice, told: Untold, together: string): void {
		const log = this.logs.get(told.conversation)!;
		if (told.does === 'send') log.push({ author: person, body: told.body, deleted: false, together });
		else if (told.does === 'delete') log.find(({ body }) => body === told.body)!.deleted = true;
		else if (told.on) this.#muted.add(`${person} ${told.conversation}`);
		else this.#muted.delete(`${person} ${told.conversation}`);
	}

	#merge(person: string, conversation: string, read: Read): void {
		const known = this.#reads.get(`${person} ${conversation}`);
		if (!known || isFurther(read, known)) this.#reads.set(`${person} ${conversation}`, read);
	}

	/** Whoever is online has everything. */
	#spread(): void {
		for (const device of this.devices) {
			if (!device.online) continue;
			for (const [conversation, copy] of device.copies) {
				const log = this.logs.get(conversation)!;
				copy.length = log.length;
				for (const { body, deleted } of log) if (deleted) copy.deleted.add(body);
				const read = this.#reads.get(`${device.person} ${conversation}`);
				if (read && isFurther(read, copy.read)) copy.read = read;
			}
		}
	}
}
