import { expect, test } from 'vitest';
import type { SystemEvent } from '#lib/domain/events.ts';
import { systemWords } from './shown-message.ts';

const NAMES: Record<string, string> = { e: 'Emma', m: 'Mitch', self: 'you' };

test.each<[Omit<SystemEvent, 'k' | 'at'>, string]>([
	[{ a: 'created', by: 'e', name: 'general' }, 'Emma created “general”'],
	[{ a: 'added', by: 'e', who: 'm' }, 'Emma added Mitch'],
	[{ a: 'removed', who: 'self' }, 'You were removed'],
	[{ a: 'joined', by: 'm' }, 'Mitch joined'],
	[{ a: 'left', by: 'self' }, 'You left'],
	[{ a: 'left' }, 'Somebody left'],
	[{ a: 'renamed', by: 'e', name: 'Autumn intake' }, 'Emma renamed this conversation to “Autumn intake”'],
])('a system line, %j', (event, words) => {
	expect(systemWords({ k: 's', at: 0, ...event }, (user) => NAMES[user] ?? user)).toBe(words);
});
