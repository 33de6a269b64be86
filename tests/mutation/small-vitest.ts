/** In the place of `vitest` for unit tests that are run thousands of times in one process: the part of it that they use. */
import { isDeepStrictEqual } from 'node:util';

type Body = (...args: never[]) => unknown;
interface SmallTest {
	name: string;
	before: readonly Body[];
	body: () => unknown;
}

export const tests: SmallTest[] = [];
let before: Body[] = [];

function register(name: string, body: Body): void {
	tests.push({ name, before: [...before], body: body as () => unknown });
}

function each(register: (name: string, body: Body) => void) {
	return (rows: readonly unknown[]) => (name: string, body: Body) => {
		for (const row of rows) {
			const args = (Array.isArray(row) ? row : [row]) as never[];
			register(`${name} ${String(args[0])}`, (() => body(...args)) as Body);
		}
	};
}

export const test = Object.assign(register, { each: each(register) });
export const describe = Object.assign(describeWith, { each: each(describeWith) });
export const beforeEach = (body: Body): void => void before.push(body);

function describeWith(_name: string, body: Body): void {
	const outer = before;
	before = [...before];
	body();
	before = outer;
}

/** Like `toEqual`: members that are undefined do not count, nor do prototypes. */
function plain(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (ArrayBuffer.isView(value)) return [...(value as Uint8Array)];
	if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, plain(member)]));
	if (value instanceof Set) return value;
	if (Array.isArray(value)) return value.map(plain);
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.map(([key, member]) => [key, plain(member)]),
	);
}

function matches(value: unknown, part: unknown): boolean {
	if (typeof part !== 'object' || part === null) return Object.is(value, part);
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(part) && (!Array.isArray(value) || value.length !== part.length)) return false;
	return Object.entries(part).every(([key, member]) =>
		matches((value as Record<string, unknown>)[key], member),
	);
}

function matchers(value: unknown) {
	return {
		toBe: (other: unknown) => Object.is(value, other),
		toEqual: (other: unknown) => isDeepStrictEqual(plain(value), plain(other)),
		toMatchObject: (part: unknown) => matches(value, part),
		toContain: (member: unknown) => (value as unknown[]).includes(member),
		toBeGreaterThan: (other: number) => (value as number) > other,
		toBeLessThan: (other: number) => (value as number) < other,
		toBeLessThanOrEqual: (other: number) => (value as number) <= other,
		toBeUndefined: () => value === undefined,
		toBeNull: () => value === null,
		toHaveLength: (length: number) => (value as unknown[]).length === length,
	};
}

type Matchers = ReturnType<typeof matchers>;
type Asserting = { [Name in keyof Matchers]: (...args: Parameters<Matchers[Name]>) => void };

function asserting(value: unknown, expected: boolean): Asserting {
	const all = Object.entries(matchers(value)) as [string, (...args: unknown[]) => boolean][];
	return Object.fromEntries(
		all.map(([name, holds]) => [
			name,
			(...args: unknown[]) => {
				if (holds(...args) !== expected) throw new Error(`${expected ? '' : 'not '}${name} does not hold`);
			},
		]),
	) as unknown as Asserting;
}

export function expect(value: unknown): Asserting & { not: Asserting } {
	return Object.assign(asserting(value, true), { not: asserting(value, false) });
}
