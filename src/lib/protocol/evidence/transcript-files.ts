import { transcriptFile, TRANSCRIPT_FORMS, type Manifest, type PackNames } from './pack-format.ts';
import { transcriptCsv } from './transcript-csv.ts';
import { transcriptHtml } from './transcript-html.ts';
import { transcriptJson, type Transcript } from './transcript.ts';

/** The files of one document's transcript (SPEC E6), each with its text. */
export function* transcriptFiles(
	document: string,
	transcript: Transcript,
	manifest: Manifest,
	names: PackNames,
): Generator<[file: string, text: string]> {
	const made = {
		json: () => transcriptJson(document, transcript),
		html: () => transcriptHtml(document, transcript, manifest, names),
		csv: () => transcriptCsv(transcript.entries(), names),
	};
	for (const form of TRANSCRIPT_FORMS) yield [transcriptFile(document, form), made[form]()];
}
