import { expect, test } from 'vitest';
import { LIMITS } from '#lib/protocol/limits.ts';
import { ManualClock } from '../tests/support/relay-harness.ts';
import { step1Message, updateMessage } from './messages.ts';
import { SessionInbox } from './session-inbox.ts';

function inbox(): { inbox: SessionInbox; heard: string[]; clock: ManualClock } {
	const heard: string[] = [];
	const clock = new ManualClock();
	const reader = {
		update: (decoded: { ok: boolean }, kind: string, release: () => void) => {
			heard.push(`${kind} ${decoded.ok}`);
			release();
		},
		other: ({ kind }: { kind: string }) => void heard.push(kind),
		malformed: () => void heard.push('malformed'),
		overflow: () => void heard.push('overflow'),
	};
	return { inbox: new SessionInbox(clock, reader), heard, clock };
}

const EMPTY_UPDATE = updateMessage(new Uint8Array([0, 0]));

test('[R13] messages are held until the session is open, and then read in order', () => {
	const { inbox: one, heard } = inbox();
	one.receive(EMPTY_UPDATE);
	one.receive(step1Message([]));
	expect(heard).toEqual([]);
	one.open();
	one.receive(EMPTY_UPDATE);
	expect(heard).toEqual(['update true', 'step 1', 'update true']);
});

test('[R13] more than two backlogs waiting is no honest client', () => {
	const { inbox: one, heard } = inbox();
	for (let i = 0; i < 3; i++) one.receive(new Uint8Array(LIMITS.frameBytes));
	expect(heard).toEqual(['overflow']);
});

test('[R13] after its end nothing is read', () => {
	const { inbox: one, heard } = inbox();
	one.receive(EMPTY_UPDATE);
	one.stop();
	one.open();
	one.receive(EMPTY_UPDATE);
	expect(heard).toEqual([]);
});
