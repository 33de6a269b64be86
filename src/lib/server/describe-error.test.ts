import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

test('a failed query is described without what it carried', () => {
	const cause = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), {
		code: '23505',
		detail: 'Key (lower(email))=(emma@larkfield.example) already exists.',
	});
	const error = new DrizzleQueryError('insert into users values ($1)', ['emma@larkfield.example'], cause);
	const described = describeError(error);
	expect(described).toMatchObject({ code: '23505', message: cause.message });
	expect(JSON.stringify(described)).not.toContain('emma');
	expect(described.at).not.toHaveLength(0);
});

test('a line of the log stays one line, whatever was thrown', () => {
	for (const thrown of [new Error('a\n{"level":60}'), 'text', null, { message: 'x' }]) {
		expect(JSON.stringify(describeError(thrown))).not.toContain('\n');
	}
});
