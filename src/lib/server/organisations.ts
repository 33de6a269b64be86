import { eq, sql } from 'drizzle-orm';
import { conversations, organisations } from '../../../drizzle/schema.ts';
import { timestamp, type Queries, type Transaction } from './database.ts';
import { startMemberships } from './memberships.ts';
import { newId } from './new-id.ts';
import { notify } from './notify.ts';
import { appendSystemEvents } from './outbox.ts';

interface Settings {
	/** May people with the role MEMBER create public channels? They may until it is turned off. */
	membersMayCreateChannels?: boolean;
	/** Whoever joins the organisation becomes a member of these. */
	defaultChannels?: string[];
	/** May notifications hold the text of messages? They may until it is turned off. */
	textInNotifications?: boolean;
	/** Must colleagues be contacts before they write to each other (SPEC V1)? They need not until it is turned on. */
	contactsNeeded?: boolean;
}

export async function anyOrganisation(queries: Queries): Promise<boolean> {
	const found = await queries.select({ id: organisations.id }).from(organisations).limit(1);
	return found.length > 0;
}

/** The organisation's name when the server has exactly one: only then may a visitor know it. */
export async function onlyOrganisationName(queries: Queries): Promise<string | null> {
	const found = await queries.select({ name: organisations.name }).from(organisations).limit(2);
	return found.length === 1 ? found[0]!.name : null;
}

export async function organisationName(queries: Queries, organisation: string): Promise<string> {
	const [row] = await queries
		.select({ name: organisations.name })
		.from(organisations)
		.where(eq(organisations.id, organisation));
	return row?.name ?? '';
}

/** @param at ms; the present unless given */
export async function createOrganisation(tx: Transaction, name: string, at?: number): Promise<string> {
	const id = newId();
	await tx.insert(organisations).values({ id, name, createdAt: timestamp(at) });
	return id;
}

export async function readPolicy(
	queries: Queries,
	organisation: string,
): Promise<{ membersMayCreate: boolean }> {
	const { membersMayCreateChannels } = await readSettings(queries, organisation);
	return { membersMayCreate: membersMayCreateChannels ?? true };
}

export async function defaultChannels(queries: Queries, organisation: string): Promise<string[]> {
	return (await readSettings(queries, organisation)).defaultChannels ?? [];
}

/** The public channel that everybody starts in. Its creator is the organisation's first owner. */
export async function createGeneralChannel(
	tx: Transaction,
	organisation: string,
	owner: string,
	at?: number,
): Promise<void> {
	const conversation = newId();
	const name = 'general';
	await tx.insert(conversations).values({
		organisation,
		id: conversation,
		kind: 'room',
		visibility: 'public',
		channel: true,
		name,
		createdBy: owner,
		createdAt: timestamp(at),
	});
	await setSettings(tx, organisation, { defaultChannels: [conversation] });
	await startMemberships(tx, { organisation, conversation }, [{ user: owner, role: 'ADMIN' }], at);
	await appendSystemEvents(tx, { organisation, conversation }, at, [{ action: 'created', by: owner, name }]);
	await notify(tx, { type: 'conversation', organisation, conversation, users: [owner] });
}

/** What holds for everybody in it, as its page shows it. */
export interface OrganisationSettings {
	name: string;
	membersMayCreateChannels: boolean;
	textInNotifications: boolean;
}

export async function readOrganisation(
	queries: Queries,
	organisation: string,
): Promise<OrganisationSettings> {
	const { membersMayCreateChannels = true, textInNotifications = true } = await readSettings(
		queries,
		organisation,
	);
	return {
		name: await organisationName(queries, organisation),
		membersMayCreateChannels,
		textInNotifications,
	};
}

export async function writeOrganisation(
	tx: Transaction,
	organisation: string,
	{ name, ...settings }: OrganisationSettings,
): Promise<void> {
	await tx.update(organisations).set({ name }).where(eq(organisations.id, organisation));
	await setSettings(tx, organisation, settings);
	await notify(tx, { type: 'organisation', organisation });
}

/** The others stay. */
export async function setSettings(tx: Transaction, organisation: string, settings: Settings): Promise<void> {
	await tx
		.update(organisations)
		.set({ settings: sql`${organisations.settings} || ${JSON.stringify(settings)}::jsonb` })
		.where(eq(organisations.id, organisation));
}

async function readSettings(queries: Queries, organisation: string): Promise<Settings> {
	const [row] = await queries
		.select({ settings: organisations.settings })
		.from(organisations)
		.where(eq(organisations.id, organisation));
	return (row?.settings ?? {}) as Settings;
}
