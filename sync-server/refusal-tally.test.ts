import { expect, test } from 'vitest';
import { ALERTED_ROLES, alerts, INCIDENTS, REFUSALS, type SecurityCode } from '#lib/protocol/refusals.ts';
import type { SecurityEvent } from './ports.ts';
import { RefusalTally } from './refusal-tally.ts';

function refusal(more: Partial<SecurityEvent> = {}): SecurityEvent {
	return { organisation: 'o', user: 'ada', device: 7, document: 'c/1/0', code: 'NOT_YOURS', ...more };
}

test('[S1] no code stands twice, and what alerts follows from whether an unmodified client can meet it', () => {
	const all = { ...REFUSALS, ...INCIDENTS };
	const codes = Object.keys(all) as SecurityCode[];
	expect(codes.length).toBe(Object.keys(REFUSALS).length + Object.keys(INCIDENTS).length);
	for (const code of codes) expect(alerts(code)).toBe(!all[code].honest);
	expect(ALERTED_ROLES).toContain('SUPERVISOR');
});

test('[S2] the same is counted, anything else stands apart', () => {
	const tally = new RefusalTally({ now: () => 0 });
	for (let i = 0; i < 500; i++) tally.add(refusal());
	for (const other of [{ user: 'ben' }, { device: 8 }, { document: null }, { code: 'SCHEMA' as const }])
		tally.add(refusal(other));
	const { counted, dropped } = tally.take();
	expect(counted.map(({ count }) => count).sort((a, b) => b - a)).toEqual([500, 1, 1, 1, 1]);
	expect(dropped).toBe(0);
	expect(tally.take().counted).toEqual([]);
});

test('[S2] who makes up documents and devices gets few rows a minute, and hides nobody else', () => {
	let now = 0;
	const tally = new RefusalTally({ now: () => now });
	for (let i = 0; i < 5000; i++) tally.add(refusal({ device: i, document: `c/${i}/0` }));
	tally.add(refusal({ user: 'ben' }));
	const { counted, dropped } = tally.take();
	expect([counted.length, dropped]).toEqual([1002, 0]);
	expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(5001);
	now = 60_000;
	tally.add(refusal({ device: 9999 }));
	expect(tally.take().counted).toMatchObject([{ event: { device: 9999 }, count: 1 }]);
});
