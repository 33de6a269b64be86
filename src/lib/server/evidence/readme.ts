import { describePack } from '#lib/protocol/evidence/pack-verdict.ts';
import type { Manifest } from '#lib/protocol/evidence/pack-format.ts';

/** How to use the pack, for whoever is given it. */
export function packReadme(manifest: Manifest): string {
	return `An evidence pack of Parley.

${describePack(manifest).join('\n')}

To read: the pages in transcripts/. They show edits, deleted texts, refusals, and the number of the stored row of each line. The same
as JSON, exactly, and as CSV, in which a cell that would be a formula begins with an apostrophe.

To verify, without a network:
  - unpack it and open verify.html in a browser, then drop the pack's file on it; or
  - node verify.mjs        in the unpacked folder, with Node 20 or later. It ends with code 1 when anything is wrong.

Both say what was checked, what could not be, and with which key the server signed. Hold that key's fingerprint against the one that the
organisation publishes:  node verify.mjs --key <fingerprint>
Whoever could change this pack could change its verifier too: one that you had from elsewhere judges any pack.

The layout of the files, and what each check proves, is written in section E of Parley's sync-server/SPEC.md.
`;
}
