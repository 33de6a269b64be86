import { measureArrayOfMaps, measureFold } from './fold.ts';

/** A volume (SPEC D11), which is what opening a conversation loads, then what the whole would be without volumes. */
const SIZES = [5_000, 10_000, 100_000];
console.log(JSON.stringify({ parley: SIZES.map(measureFold), arrayOfMaps: SIZES.map(measureArrayOfMaps) }));
