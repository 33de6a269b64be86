import { readVarUint, type Decoder } from 'lib0/decoding';

/** Only the shortest form of a number, and only of one that JavaScript holds exactly: lib0 takes more. Throws a RangeError. */
export function readCount(decoder: Decoder): number {
	const start = decoder.pos;
	const value = readVarUint(decoder);
	const isShortest = decoder.pos === start + 1 || decoder.arr[decoder.pos - 1] !== 0;
	if (!isShortest || !Number.isSafeInteger(value)) throw new RangeError('not a canonical varUint');
	return value;
}
