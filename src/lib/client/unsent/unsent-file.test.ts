import { expect, test } from 'vitest';
import { readUnsentFile, writeUnsentFile, type UnsentWork } from './unsent-file.ts';

const ANN = '0190a3c4-1111-7111-8111-111111111111';
const BEN = '0190a3c4-2222-7222-8222-222222222222';
const TRUST = '0190a3c4-3333-7333-8333-333333333333';
const ROOM = '0190a3c4-4444-7444-8444-444444444444';

const WORK: UnsentWork = {
	user: { id: ANN, name: 'Ann Rivers' },
	organisation: { id: TRUST, name: 'Larkfield Trust' },
	savedAt: 1_795_000_000_000,
	texts: [
		{
			...{ key: `${ROOM}/0:65537:3`, conversation: ROOM, conversationName: 'Winter appeal' },
			...{ body: 'Two lines,\nand "quotes" 🙂', at: 1_794_999_000_000, state: 'waiting' },
		},
	],
	changes: ['Winter appeal: Add Cara Lind'],
};
const SELF = { user: ANN, organisation: TRUST };

test('[U1] what is written is read as it was', () => {
	expect(readUnsentFile(writeUnsentFile(WORK), SELF)).toEqual({ ok: true, work: WORK });
});

test('[U2] any changed or missing part is found', () => {
	const file = writeUnsentFile(WORK);
	for (const damaged of [
		file.slice(0, -20),
		file.replace('Two lines', 'Ten lines'),
		file.replace('"waiting"', '"stored"'),
		file.replace(String(WORK.savedAt), '"soon"'),
		file.replace('Cara', 'Dara'),
	])
		expect(readUnsentFile(damaged, SELF)).toEqual({ ok: false, error: { kind: 'damaged' } });
});

test('[U2] what Parley did not write, or a newer one did, is told apart', () => {
	for (const foreign of ['', 'hello', '{}', '[1]', 'null', '{"format":"other"}'])
		expect(readUnsentFile(foreign, SELF)).toEqual({ ok: false, error: { kind: 'not-ours' } });
	const newer = writeUnsentFile(WORK).replace('"version": 1', '"version": 2');
	expect(readUnsentFile(newer, SELF)).toEqual({ ok: false, error: { kind: 'newer' } });
});

test('[U3] it is taken in for nobody but the person whose it is', () => {
	const error = { kind: 'of-another', name: 'Ann Rivers' };
	expect(readUnsentFile(writeUnsentFile(WORK), { ...SELF, user: BEN })).toEqual({ ok: false, error });
	expect(readUnsentFile(writeUnsentFile(WORK), { ...SELF, organisation: BEN })).toEqual({ ok: false, error });
});
