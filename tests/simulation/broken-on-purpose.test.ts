/** Every sabotage must be noticed within so many seeds: otherwise the simulation looks the other way. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as DigestModule from '#lib/domain/digest.ts';
import type * as LedgerModule from '#lib/domain/ledger.ts';
import type * as RoomModule from '../../sync-server/room.ts';
import type * as RoomsModule from '../../sync-server/rooms.ts';
import type * as GiftsModule from '#lib/client/gifts.ts';
import type { Action } from './actions.ts';
import { deliverBeforeCommit, joinBeforeLoad, noAppend, type Sabotage } from './sabotage.ts';

const MAX_SEEDS = 60;

const ROOM = '../../sync-server/room.ts';
const ROOMS = '../../sync-server/rooms.ts';
const LEDGER = '../../src/lib/domain/ledger.ts';
const DIGEST = '../../src/lib/domain/digest.ts';
const GIFTS = '../../src/lib/client/gifts.ts';

/** What somebody wrote after the backup is lost with the disk of his machine, which is put back together with the database: only others still have it. */
const LOST_WITH_ITS_AUTHOR: Action[] = (
	[
		{ do: 'wait', ms: 5_000 },
		{ do: 'write', tab: 0, conversation: 0, target: 0 },
		{ do: 'wait', ms: 30_000 },
		{ do: 'backUp' },
		{ do: 'write', tab: 0, conversation: 0, target: 0 },
		{ do: 'write', tab: 0, conversation: 0, target: 0 },
		{ do: 'wait', ms: 60_000 },
		{ do: 'restoreBackup' },
		{ do: 'wait', ms: 5_000 },
	] satisfies Unplaced[]
).map((action, index) => ({ ...action, steps: 20, salt: index }));

/** A machine starts from an image of another's disk: what both write next has the same client id and clocks, and other words. */
const CLONED: Action[] = [
	{ do: 'wait', ms: 5_000, steps: 20, salt: 0 },
	{ do: 'killBrowser', profile: 0, steps: 20, salt: 1 },
	{ do: 'cloneProfile', profile: 0, steps: 20, salt: 2 },
	{ do: 'openTab', profile: 0, steps: 20, salt: 3 },
	{ do: 'wait', ms: 3_000, steps: 20, salt: 3 },
	// However many people there are, each tab writes.
	...Array.from({ length: 10 }, (_, tab): Action => ({
		do: 'write',
		tab,
		conversation: 0,
		target: 0,
		steps: 0,
		salt: 4 + tab,
	})),
];

type Unplaced = Action extends infer Each
	? Each extends Action
		? Omit<Each, 'steps' | 'salt'>
		: never
	: never;

/** The words with which the first failing seed fails; undefined when all hold. */
async function firstFailure(
	sabotage?: Sabotage,
	actions?: readonly Action[],
	seeds = MAX_SEEDS,
): Promise<string | undefined> {
	vi.resetModules();
	const { runSeed } = await import('./run.ts');
	for (let seed = 1; seed <= seeds; seed++) {
		const result = await runSeed({ seed, ...(sabotage && { sabotage }), ...(actions && { actions }) });
		if (!result.ok) return result.words;
	}
	return undefined;
}

describe('[R10-R12] a broken relay or client is noticed', () => {
	afterEach(() => {
		for (const path of [ROOM, ROOMS, LEDGER, DIGEST, GIFTS]) vi.doUnmock(path);
	});

	test('no append', async () => {
		expect(await firstFailure(noAppend)).toMatch(/which the log lacks/);
	});

	test('deliver before commit', async () => {
		expect(await firstFailure(deliverBeforeCommit)).toMatch(/which the log lacks/);
	});

	test('joining before load', async () => {
		expect(await firstFailure(joinBeforeLoad)).toMatch(/, the log |not shown|differently|lacks/);
	});

	test('apply before append: what a failed append had applied stays', async () => {
		vi.doMock(ROOM, async (original) => {
			const { Room } = await original<typeof RoomModule>();
			return {
				Room: class extends Room {
					override get hasFailed(): boolean {
						return false;
					}
					override fail(): void {
						for (const member of [...this.members]) member.end('appendFailed');
						this.release();
					}
				},
			};
		});
		vi.doMock(ROOMS, async (original) => {
			const { Rooms } = await original<typeof RoomsModule>();
			return {
				Rooms: class extends Rooms {
					override forget(): void {
						// The document stays in use.
					}
				},
			};
		});
		expect(await firstFailure()).toMatch(/which the log lacks|and no end|at rest/);
	});

	test('connection kept after a failed append', async () => {
		vi.doMock(ROOM, async (original) => {
			const { Room } = await original<typeof RoomModule>();
			return {
				Room: class extends Room {
					override fail(): void {
						this.members.clear();
						super.fail();
					}
				},
			};
		});
		expect(await firstFailure()).toMatch(/, the log |at rest|differently/);
	});

	test('no ledger entry: the run is stored and delivered, and nothing names it', async () => {
		vi.doMock(LEDGER, async (original) => {
			const real = await original<typeof LedgerModule>();
			const storeEntry: typeof real.storeEntry = (entry) =>
				entry.kind === 'run' ? ['l', 0, 0, entry.elapsed] : real.storeEntry(entry);
			return { ...real, storeEntry };
		});
		// Which of the two shows first depends on when the seeds let somebody come back: what nothing names is held (W6).
		expect(await firstFailure()).toMatch(/, the log |at rest/);
	});

	test('[D9] "stored" without comparing the digest', async () => {
		vi.doMock(DIGEST, async (original) => {
			const real = await original<typeof DigestModule>();
			return { ...real, digestBytes: () => 1, digestEvents: () => 1 };
		});
		expect(await firstFailure(undefined, CLONED, 5)).toMatch(/differently|not shown|lost|not in the log/);
	});

	test('[D9] and with it nothing is wrong', async () => {
		expect(await firstFailure(undefined, CLONED, 5)).toBe(undefined);
	});

	test('[P7] a client gives nothing back of what only it still has', async () => {
		vi.doMock(GIFTS, async (original) => {
			const real = await original<typeof GiftsModule>();
			return { ...real, giftsFor: () => [] };
		});
		expect(await firstFailure(undefined, LOST_WITH_ITS_AUTHOR, 5)).toMatch(/back, with the receipt of row/);
	});

	test('[P7] and gives it back when it is whole', async () => {
		expect(await firstFailure(undefined, LOST_WITH_ITS_AUTHOR, 5)).toBe(undefined);
	});
});
