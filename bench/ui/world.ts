/** What `npm run bench:ui` looks at: somebody with 200 conversations, one of them with 100,000 messages. */
import type { MessageEvent } from '#lib/domain/events.ts';
import { createAccount } from '../../src/lib/server/accounts.ts';
import { hashPassword } from '../../src/lib/server/auth/password.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { createGroup, hireStaff } from '../../tests/support/staff.ts';
import { PASSWORD } from '../../tests/support/organisation.ts';
import type { Account } from '../../tests/support/team.ts';
import { openFiller } from '../compare/fill-parley.ts';
import { Texts } from '../search/texts.ts';

const PEOPLE = 12;
const FEW = 20;
const START = Date.UTC(2026, 0, 5, 9);

export interface World {
	reader: Account;
	/** Ids. */
	short: string;
	long: string;
	/** The last messages of the two. */
	shortEnd: string;
	longEnd: string;
	/** Sends one message into the short conversation, as another member. */
	speak(number: number): Promise<void>;
	close(): Promise<void>;
}

export async function makeWorld(
	databaseUrl: string,
	conversations: number,
	messages: number,
): Promise<World> {
	const { database, close } = openDatabase(databaseUrl);
	const filler = await openFiller(databaseUrl);
	const staff = await hireStaff(database, PEOPLE);
	const { organisation } = staff[0]!;
	const reader = { name: 'Rhea Okafor', email: 'rhea@larkfield.example' };
	const passwordHash = await hashPassword(PASSWORD);
	const made = await database.transaction((tx) =>
		createAccount(tx, organisation, { ...reader, role: 'MEMBER', passwordHash }),
	);
	if (!made.ok) throw new Error(made.words);
	const members = [...staff, { organisation, user: made.value, role: 'MEMBER' as const }];
	const texts = new Texts(7);
	const messageOf = (number: number): MessageEvent => {
		return { k: 'm', at: START + number * 1000, b: `${number}: ${texts.message()}` };
	};

	async function room(name: string, count: number): Promise<string> {
		const id = await createGroup(database, members, name);
		await filler.fill(id, staff, count, messageOf);
		return id;
	}

	// What was spoken last stands first: these two are at the top of the list.
	for (let i = 0; i < conversations - 3; i++) await room(`Round ${i + 1}`, FEW);
	const long = await room('The whole year', messages);
	const short = await room('This week', 100);
	const volume = await filler.volumeOf(short);
	return {
		reader,
		short,
		long,
		shortEnd: '99: ',
		longEnd: `${messages - 1}: `,
		speak: (number) =>
			filler.say(staff[1]!, short, volume, {
				k: 'm',
				at: Date.now(),
				b: `And ${number}, ${texts.message()}`,
			}),
		async close() {
			await filler.close();
			await close();
		},
	};
}
