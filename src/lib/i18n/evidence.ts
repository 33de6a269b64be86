import { area } from './dictionary.ts';
import { numberWords } from './format.ts';

export const evidence = area('evidence', {
	// audit/ExportDialog.svelte
	exportEvidence: 'Export evidence',
	offline: 'The server does not answer. Nothing was saved; the export may be recorded all the same.',
	failed: 'The server could not make the pack. Nothing was saved.',
	thisConversation: 'This conversation',
	conversations: (n: number) => `${n} conversations`,
	done: (name: string, rows: number, size: string) =>
		`${name}: ${numberWords(rows)} rows, ${size}. The verifier is in it.`,
	chooseDayOrPerson: 'Choose a day or a person.',
	chooseDay: 'Choose a day.',
	lastBeforeFirst: 'The last day is before the first.',
	description:
		'One file with the transcript, every row with its hash, a signed checkpoint, and a verifier that works without a network. The export is recorded in the organisation’s log.',
	everything: 'Everything in it',
	someDaysOrPerson: 'Texts of some days or of one person',
	someDays: 'Texts of some days',
	to: 'To',
	otherRows:
		'All other rows stay in the pack without their texts, so that the chain is verified from the first row on.',
	withInternal: 'With internal remarks, notes and shared drafts',
	ownDrafts: 'What somebody drafts alone is their own: it is in no pack.',
	progress: (rows: number, of: number, size: string) =>
		`${numberWords(rows)} of ${numberWords(of)} rows, ${size}`,
	exporting: 'Exporting',
	export: 'Export',
});
