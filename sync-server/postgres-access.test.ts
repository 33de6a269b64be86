import type { Sql } from 'postgres';
import { expect, test } from 'vitest';
import type { Speaker } from './access.ts';
import { PostgresAccess } from './postgres-access.ts';
import { UnexpectedAnswer } from './rights.ts';

const USER = '01a20e23-0000-7000-8000-000000000001';
const CONVERSATION = '01a20e23-0000-7000-8000-000000000002';
const speaker: Speaker = { organisation: 'any', user: USER, role: 'MEMBER', session: null, device: null };

/** The driver, when it gives this as the answer to whatever is asked. */
function answering(rows: object[]): Sql {
	return (() => Promise.resolve(rows)) as unknown as Sql;
}

test.each([
	['no row', []],
	["another question's row", [{ user: 'somebody else', asked: CONVERSATION, role: 'MEMBER' }]],
])('[R2] %s is an answer that was lost, never a no: who asked comes back', async (_, rows) => {
	const access = new PostgresAccess(answering(rows));
	const asked = access.right(speaker, { kind: 'conversation', conversation: CONVERSATION, volume: 0 });
	await expect(asked).rejects.toThrow(UnexpectedAnswer);
	await expect(access.lease(70_000)).rejects.toThrow(UnexpectedAnswer);
});
