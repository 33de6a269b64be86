import { measureVerify } from './verify.ts';

console.log(JSON.stringify([1_000, 10_000, 100_000].map(measureVerify)));
