import { randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { hashSecret } from '#lib/protocol/session-cookie.ts';

/** A person with a session of a browser and a device token, as the server's routes would have made them. */
export interface TestUser {
	id: string;
	organisation: string;
	/** A device number leased to this person. */
	device: number;
	token: string;
	cookie: string;
}

let lastDevice = 1000;

export async function addOrganisation(sql: Sql): Promise<string> {
	const id = randomUUID();
	await sql`insert into organisations (id, name) values (${id}, 'Test')`;
	return id;
}

export async function addUser(sql: Sql, organisation: string, role = 'MEMBER'): Promise<TestUser> {
	const id = randomUUID();
	const cookie = randomBytes(24).toString('hex');
	await sql`
		insert into users (organisation, id, email, name, role, password_hash)
		values (${organisation}, ${id}, ${`${id}@example.org`}, 'Test', ${role}, '')`;
	const { device, token } = await addDevice(sql, organisation, id);
	await sql`
		insert into sessions (id_hash, organisation, user_id, expires_at)
		values (${hashSecret(cookie)}, ${organisation}, ${id}, now() + interval '1 day')`;
	return { id, organisation, device, token, cookie };
}

/** One more device of this user. */
export async function addDevice(
	sql: Sql,
	organisation: string,
	user: string,
): Promise<{ device: number; token: string }> {
	const token = randomBytes(24).toString('hex');
	const device = ++lastDevice;
	await sql`
		insert into devices (number, organisation, user_id, name, token_hash)
		values (${device}, ${organisation}, ${user}, 'Test', ${hashSecret(token)})`;
	return { device, token };
}

export interface ConversationOptions {
	visibility?: string;
	kind?: string;
}

/** Of at least one member, its creator. Returns the name of its first volume's document. */
export async function addConversation(
	sql: Sql,
	members: readonly TestUser[],
	{ visibility = 'private', kind = 'room' }: ConversationOptions = {},
): Promise<string> {
	const id = randomUUID();
	const { organisation, id: creator } = members[0]!;
	await sql`
		insert into conversations (organisation, id, kind, visibility, name, created_by)
		values (${organisation}, ${id}, ${kind}, ${visibility}, 'Test', ${creator})`;
	for (const member of members) await addMember(sql, id, member);
	return conversationDocument(id, 0);
}

export async function addMember(
	sql: Sql,
	conversation: string,
	{ organisation, id }: TestUser,
	role = 'MEMBER',
): Promise<void> {
	await sql`
		insert into memberships (organisation, conversation, user_id, role)
		values (${organisation}, ${conversation}, ${id}, ${role})`;
}

/** An article that this person has begun. Returns the name of its document. */
export async function addText(sql: Sql, { organisation, id }: TestUser): Promise<string> {
	const document = `k/${randomUUID()}`;
	await sql`insert into text_documents (organisation, document, owner) values (${organisation}, ${document}, ${id})`;
	return document;
}
