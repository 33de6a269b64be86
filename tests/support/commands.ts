import { expect } from 'vitest';
import { directMessageId } from '../../src/lib/domain/conversation-id.ts';
import { parseEvent } from '../../src/lib/domain/events.ts';
import type { Command, CommandOutcome } from '../../src/lib/protocol/commands.ts';
import type { WorkspaceConversation } from '../../src/lib/protocol/workspace.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { runCommand } from '../../src/lib/server/commands/run-command.ts';
import { readWorkspace } from '../../src/lib/server/workspace.ts';
import type { TestPerson } from './organisation.ts';
import type { WebApplication } from './web-application.ts';

export const OK = { ok: true };

export function aRoom(fields: { name?: string; members?: string[] }) {
	return {
		id: newId(),
		at: Date.now(),
		kind: 'conversation.create' as const,
		conversation: newId(),
		type: 'room' as const,
		visibility: 'private',
		channel: false,
		name: 'Winter appeal',
		topic: '',
		members: [] as string[],
		...fields,
	};
}

export function aChannel(fields: { name: string }) {
	return { ...aRoom({}), visibility: 'public', channel: true, ...fields };
}

/** Between two people; `id` when it is to be another than theirs. */
export function aDirectMessage(
	one: TestPerson,
	other: TestPerson,
	id = directMessageId(one.organisation, one.id, other.id),
) {
	return { ...aRoom({}), type: 'dm' as const, name: '', conversation: id, members: [other.id] };
}

export function members(found: WorkspaceConversation | undefined): string[] {
	return (found?.members ?? []).map(({ user }) => user).sort();
}

/** Commands as people give them, past HTTP, and what comes of them. */
export function commandsOf({ database, stored: { sql } }: WebApplication) {
	/** Adds an id and a time where they do not matter. */
	function run(who: TestPerson, command: unknown): Promise<CommandOutcome> {
		const isPartial =
			typeof command === 'object' && command !== null && 'kind' in command && !('id' in command);
		const body = isPartial ? { id: newId(), at: Date.now(), ...command } : command;
		return runCommand(database, { organisation: who.organisation, user: who.id, role: who.role }, body);
	}

	async function runAll(who: TestPerson, commands: unknown[]): Promise<CommandOutcome[]> {
		const outcomes = [];
		for (const command of commands) outcomes.push(await run(who, command));
		return outcomes;
	}

	async function made<Made extends Pick<Command, 'id'>>(who: TestPerson, command: Made): Promise<Made> {
		expect(await run(who, command)).toEqual(OK);
		return command;
	}

	async function conversation(who: TestPerson, id: string): Promise<WorkspaceConversation | undefined> {
		const subject = { organisation: who.organisation, user: who.id, role: who.role };
		return (await readWorkspace(database, subject)).conversations.find((found) => found.id === id);
	}

	/** The system events that wait for a relay, without their times; each is one by SPEC D3, its keys in order. */
	async function lines(id: string): Promise<Record<string, unknown>[]> {
		const rows = await sql<
			{ event: { k: string; at: number } }[]
		>`select event from outbox where conversation = ${id} order by id`;
		return rows.map(({ event }) => {
			expect(parseEvent(event)).toMatchObject({ ok: true });
			const { k: _kind, at: _at, ...rest } = event;
			return rest;
		});
	}

	return { run, runAll, made, conversation, lines };
}
