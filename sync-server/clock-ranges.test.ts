import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClockRanges } from './clock-ranges.ts';

test('ranges behave as the set of their clocks', () => {
	const range = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 9 }));
	fc.assert(
		fc.property(
			fc.array(range, { maxLength: 12 }),
			fc.nat(70),
			fc.integer({ min: 1, max: 20 }),
			(added, at, length) => {
				const ranges = new ClockRanges();
				const clocks = new Set<number>();
				for (const [clock, count] of added) {
					ranges.add(clock, count);
					for (let i = 0; i < count; i++) clocks.add(clock + i);
				}
				const wanted = Array.from({ length }, (_, i) => at + i);
				expect(ranges.has(at)).toBe(clocks.has(at));
				expect(ranges.covers(at, length)).toBe(wanted.every((clock) => clocks.has(clock)));
				expect(ranges.countBelow(at)).toBe([...clocks].filter((clock) => clock < at).length);
				const within = ranges.within(at, at + length);
				expect(
					within.flatMap(([start, count]) => Array.from({ length: count }, (_, i) => start + i)),
				).toEqual(wanted.filter((clock) => clocks.has(clock)));
				for (let i = 1; i < within.length; i++)
					expect(within[i]![0]).toBeGreaterThan(within[i - 1]![0] + within[i - 1]![1]);
			},
		),
	);
});
