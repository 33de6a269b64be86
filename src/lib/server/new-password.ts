import { randomInt } from 'node:crypto';
import { hashPassword } from './auth/password.ts';
import { passwordProblem } from './auth/password-policy.ts';
import { QueueFull } from './auth/bounded-queue.ts';

export type NewPassword = { ok: true; passwordHash: string } | { ok: false; words: string };

/** Hashes a password that somebody chose, or says why it cannot be taken. `known`: what an attacker knows of its owner. */
export async function takePassword(password: string, known: readonly string[]): Promise<NewPassword> {
	const words = passwordProblem(password, known);
	if (words !== undefined) return { ok: false, words };
	try {
		return { ok: true, passwordHash: await hashPassword(password) };
	} catch (error) {
		if (error instanceof QueueFull) return { ok: false, words: 'The server is busy. Try again in 5 s.' };
		throw error;
	}
}

/** Without signs that look alike: it is read out or copied by hand. 4 x 5 of 31 signs are 99 bits. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789'.replace('l', '');

export function makeTemporaryPassword(): string {
	const group = () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
	return [group(), group(), group(), group()].join('-');
}
