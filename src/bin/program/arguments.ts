import { parseArgs } from 'node:util';
import { CannotStart } from './cannot-start.ts';

export type Arguments = {
	/** An invented organisation to look at, in a folder of its own. */
	demo: boolean;
	/** Serve what was built last, though the sources may have changed since. */
	asBuilt: boolean;
};

/** What stands after `npm start --`. Throws CannotStart. */
export function readArguments(): Arguments {
	const flag = { type: 'boolean', default: false } as const;
	try {
		const { values } = parseArgs({ options: { demo: flag, 'as-built': flag } });
		return { demo: values.demo, asBuilt: values['as-built'] };
	} catch {
		throw new CannotStart('Use: npm start, or npm start -- --demo for an invented organisation to look at.');
	}
}
