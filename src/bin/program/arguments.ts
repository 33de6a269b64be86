import { parseArgs } from 'node:util';
import { CannotStart } from './cannot-start.ts';

/** What stands after `npm start --`. Throws CannotStart. */
export function readArguments(): { demo: boolean } {
	try {
		const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
		return values;
	} catch {
		throw new CannotStart('Use: npm start, or npm start -- --demo for an invented organisation to look at.');
	}
}

/** Reports a share from 0 to 1 each time that another quarter of the work is done. */
export function inQuarters(report: (line: string) => void): (share: number) => void {
	let quarters = -1;
	return (share) => {
		if (Math.floor(share * 4) === quarters) return;
		quarters = Math.floor(share * 4);
		report(`Writing the demo's history: ${quarters * 25} %`);
	};
}
