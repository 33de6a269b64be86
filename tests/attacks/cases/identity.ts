/** Under another's name, or under none (SPEC R2, R3, R4). */
import { clientIdOf, MAX_DEVICE, SYSTEM_CLIENT } from '#lib/domain/client-id.ts';
import { accepted, ended, NOTHING, refused, type Attack } from '../attack.ts';
import { append, endOf, message, section, update, values } from '../bytes.ts';
import type { Scene } from '../scene.ts';
import { addDevice, addOrganisation, addUser } from '../../support/test-people.ts';
import { until } from '../../support/until.ts';

const FORGED = message('forged');

function inLogOf(
	name: string,
	code: 'CLIENT_NOT_YOURS' | 'CLIENT_UNLEASED' | 'NOT_ALLOWED_HERE',
	client: (scene: Scene) => number | Promise<number>,
	clock: (scene: Scene) => number = () => 0,
): Attack {
	return {
		name,
		rule: 'R3, R4',
		attack: async (scene) => append(await client(scene), clock(scene), FORGED),
		outcome: refused(code),
	};
}

/** Ends the membership as the server's routes do, but without a word to the relay. */
function endMembership({ ground, conversation, mal }: Scene): Promise<unknown> {
	return ground.sql`
		update memberships set ended_at = now() where conversation = ${conversation} and user_id = ${mal.id}`;
}

export const IDENTITY: Attack[] = [
	inLogOf(
		'use-other-client-id',
		'CLIENT_NOT_YOURS',
		({ victim }) => victim,
		({ victimNext }) => victimNext,
	),
	inLogOf('another-session-of-the-victim’s-device', 'CLIENT_NOT_YOURS', ({ victim }) => victim + 1),
	inLogOf('use-unleased-client-id', 'CLIENT_UNLEASED', () => clientIdOf(2 ** 36, 0)),
	inLogOf('the-highest-client-id', 'CLIENT_UNLEASED', () => clientIdOf(MAX_DEVICE, 65_535)),
	inLogOf('session-overflow-into-the-next-device', 'CLIENT_UNLEASED', async ({ ground }) => {
		const { device } = await addDevice(ground.sql, ground.organisation, ground.ben.user.id);
		return clientIdOf(device, 65_535) + 1;
	}),
	{ name: 'client-0', rule: 'R3', attack: () => append(0, 0, FORGED), outcome: NOTHING },
	inLogOf(
		'entry-in-the-ledger',
		'CLIENT_NOT_YOURS',
		() => 1,
		() => 99,
	),
	inLogOf('ledger-of-an-epoch-to-come', 'CLIENT_NOT_YOURS', () => 2),
	inLogOf('the-last-epoch', 'CLIENT_NOT_YOURS', () => 65_535),
	inLogOf('the-system’s-log', 'CLIENT_NOT_YOURS', () => SYSTEM_CLIENT),
	inLogOf('device-of-another-organisation', 'CLIENT_NOT_YOURS', async ({ ground }) => {
		const { device } = await addUser(ground.sql, await addOrganisation(ground.sql));
		return clientIdOf(device, 0);
	}),
	{
		name: 'forged-ledger-entry',
		rule: 'R3',
		attack: ({ ben }) => {
			// An entry that would name the attacker's forged words as Ada's.
			const { epochLength } = ben.fold;
			return append(1, epochLength, ['m', 'forged member'], [0, 3, 1, 0, 7]);
		},
		outcome: refused('CLIENT_NOT_YOURS'),
	},
	{
		name: 'ledger-of-a-later-epoch-with-its-beginning',
		rule: 'R3',
		attack: () => append(2, 0, ['e', 1, 0, 1]),
		outcome: refused('CLIENT_NOT_YOURS'),
	},
	{
		name: 'honest-and-forged-in-one-update',
		rule: 'R3',
		attack: ({ own, next, victim, victimNext }) =>
			update([
				section(victim, victimNext, values(endOf(victim, victimNext), FORGED)),
				section(own, next, values(endOf(own, next), message('an honest word'))),
			]),
		outcome: { ...accepted('an honest word'), refused: ['CLIENT_NOT_YOURS'] },
	},
	{
		name: 'the-same-forgery-again-and-again',
		rule: 'R9',
		attack: (scene) => {
			const forged = append(scene.victim, scene.victimNext, FORGED);
			for (let i = 0; i < 20; i++) scene.send(forged);
			return forged;
		},
		outcome: refused('CLIENT_NOT_YOURS'),
	},
	{
		name: 'forgery-behind-a-sticky-refusal',
		rule: 'R9',
		prepare: async (scene) => {
			scene.send(append(scene.victim, scene.victimNext, FORGED));
			await until(() => scene.attacker.framesOf('refusal').length === 1);
		},
		attack: ({ victim, victimNext }) => append(victim, victimNext, message('forged otherwise')),
		outcome: NOTHING,
	},
	{
		name: 'last-session-of-my-own-device',
		rule: 'C1',
		attack: (scene) => append(scene.ownSession(65_535), 0, message('the last session')),
		outcome: accepted('the last session'),
	},
	{
		name: 'another-device-of-mine',
		rule: 'R4',
		attack: async ({ ground, mal }) => {
			const { device } = await addDevice(ground.sql, mal.organisation, mal.id);
			return append(clientIdOf(device, 0), 0, message('from my telephone'));
		},
		outcome: accepted('from my telephone'),
	},
	{
		name: 'revoked-device',
		rule: 'R4',
		scene: { isFresh: true },
		attack: async (scene) => {
			await scene.ground.sql`update devices set revoked_at = now() where number = ${scene.mal.device}`;
			return scene.append(FORGED);
		},
		outcome: { ...refused('CLIENT_UNLEASED'), isOut: true },
	},
	{
		name: 'lost-telephone-of-mine',
		rule: 'R4',
		attack: async ({ ground, mal }) => {
			const { device } = await addDevice(ground.sql, mal.organisation, mal.id);
			await ground.sql`update devices set revoked_at = now() where number = ${device}`;
			return append(clientIdOf(device, 0), 0, FORGED);
		},
		outcome: refused('CLIENT_UNLEASED'),
	},
	{
		name: 'revoked-member',
		rule: 'R2',
		attack: async (scene) => {
			await endMembership(scene);
			return scene.append(FORGED);
		},
		outcome: { ...ended(4403), isOut: true },
	},
	{
		name: 'revoked-between-check-and-commit',
		rule: 'R2, R10',
		attack: async (scene) => {
			const { sql } = scene.ground;
			await sql.begin(async (tx) => {
				await tx`
					update memberships set ended_at = now()
					where conversation = ${scene.conversation} and user_id = ${scene.mal.id}`;
				scene.send(scene.append(FORGED));
				// The append waits for this transaction.
				await until(async () => {
					const [waiting] = await sql`select 1 from pg_locks where not granted`;
					return waiting !== undefined;
				});
			});
			return undefined;
		},
		outcome: { ...ended(4403), isOut: true },
	},
	{
		name: 'closed-account',
		rule: 'R2',
		scene: { isFresh: true },
		attack: async (scene) => {
			await scene.ground.sql`update users set closed_at = now() where id = ${scene.mal.id}`;
			return scene.append(FORGED);
		},
		outcome: { ...ended(4403), isOut: true },
	},
	{
		name: 'reader-of-a-public-channel-writes',
		rule: 'R2',
		scene: { role: 'none', visibility: 'public' },
		attack: (scene) => append(scene.own, 0, FORGED),
		outcome: refused('NOT_ALLOWED_HERE'),
	},
	{
		name: 'reader-writes-under-another’s-name',
		rule: 'R2',
		scene: { role: 'none', visibility: 'public' },
		attack: ({ victim, victimNext }) => append(victim, victimNext, FORGED),
		outcome: refused('NOT_ALLOWED_HERE'),
	},
	{
		name: 'reader-writes-into-the-ledger',
		rule: 'R2, R3',
		scene: { role: 'none', visibility: 'public' },
		attack: () => append(1, 99, ['m', 'forged']),
		outcome: refused('NOT_ALLOWED_HERE'),
	},
	{
		name: 'two-tabs-one-lease',
		rule: 'R10, D9',
		attack: async (scene) => {
			const other = await scene.connect();
			scene.send(scene.append(message('said in both')));
			scene.send(scene.append(message('said in both')), other);
			await scene.areStored('said in both');
			return undefined;
		},
		outcome: accepted('said in both'),
	},
	{
		name: 'two-tabs-one-run-of-different-length',
		rule: 'R10',
		attack: async (scene) => {
			const other = await scene.connect();
			scene.send(scene.append(message('first')));
			// Otherwise the two may share a row or not, as it happens.
			await scene.areStored('first');
			scene.send(scene.append(message('first'), message('second')), other);
			await scene.areStored('second');
			return undefined;
		},
		outcome: { rows: ['run', 'run'], says: ['first', 'second'] },
	},
	{
		name: 'copied-profile-equivocates',
		rule: 'D9, R3',
		prepare: async (scene) => {
			scene.send(scene.append(message('of the original')));
			await scene.areStored('of the original');
			scene.next = 2;
		},
		attack: async (scene) => {
			const copy = await scene.connect();
			scene.send(append(scene.own, 1, message('of the copy')), copy);
			return undefined;
		},
		outcome: NOTHING,
	},
];
