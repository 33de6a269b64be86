/** Names of people, devices and the conversation, as the server gave them with the rows. */
import { SYSTEM_USER } from '#lib/domain/events.ts';
import { common } from '#lib/i18n/common.ts';
import type { EvidenceHead } from '#lib/protocol/evidence/evidence-stream.ts';
import type { Role } from '#lib/protocol/workspace.ts';

export class AuditNames {
	readonly #people: Map<string, EvidenceHead['people'][number]>;
	readonly #devices: Map<number, EvidenceHead['devices'][number]>;
	readonly title: string;

	constructor(head: EvidenceHead | null) {
		this.#people = new Map(head?.people.map((person) => [person.id, person]));
		this.#devices = new Map(head?.devices.map((device) => [device.number, device]));
		const { kind, name, channel } = head?.conversation ?? { kind: 'room', name: '', channel: false };
		const between = head?.people.filter(({ isMember }) => isMember).map((person) => person.name) ?? [];
		this.title = kind === 'dm' ? between.join(' and ') : `${channel ? '# ' : ''}${name}`;
	}

	person = (user: string): string => {
		if (user === SYSTEM_USER) return common.system;
		return this.#people.get(user)?.name ?? common.formerColleague;
	};

	/** "Emma"; the whole name where two have the first in common. */
	first = (user: string): string => {
		const whole = this.person(user);
		const [first = whole] = whole.split(/\s+/u);
		const namesakes = [...this.#people.values()].filter(({ name }) => name.split(/\s+/u)[0] === first);
		return namesakes.length > 1 ? whole : first;
	};

	role(user: string): Role | null {
		return this.#people.get(user)?.role ?? null;
	}

	device(number: number): string {
		return this.#devices.get(number)?.name ?? '';
	}
}
