/** What the rows of a pack name of files (SPEC D14, E1): made by whoever writes it, and again by whoever verifies it. */
import { decodePayload } from '../row-payload.ts';
import type { Part } from './pack-format.ts';
import { eventOf } from './transcript.ts';
import type { DisclosedRow } from './disclosed-row.ts';

export class AttachmentList {
	readonly entries: Part<'attachments'> = [];

	/** Those that were refused reached nobody, and are listed in the transcript alone. */
	take(document: string, row: DisclosedRow): void {
		const [header, ...values] = row.leaves;
		if (!header || !('bytes' in header) || (row.kind !== 'run' && row.kind !== 'restored')) return;
		const { run } = decodePayload(header.bytes);
		if (!run) return;
		for (const [index, leaf] of values.entries()) {
			const event = eventOf(leaf);
			if (event?.k !== 'm') continue;
			for (const [id, name, type, size, sha256] of event.fi ?? []) {
				const place = { document, row: row.seq, client: run.client, clock: run.clock + index };
				this.entries.push({ ...place, id, name, type, size, sha256 });
			}
		}
	}
}
