import { numberWords } from '../format.ts';
import type { Translation } from '../dictionary.ts';
import type { evidence as English } from '../evidence.ts';

export const evidence: Translation<typeof English> = {
	// audit/ExportDialog.svelte
	exportEvidence: 'Beweise exportieren',
	offline:
		'Der Server antwortet nicht. Nichts wurde gesichert; der Export ist vielleicht trotzdem protokolliert.',
	failed: 'Der Server konnte das Paket nicht erstellen. Nichts wurde gesichert.',
	thisConversation: 'Diese Unterhaltung',
	conversations: (n: number) => `${n} Unterhaltungen`,
	done: (name: string, rows: number, size: string) =>
		`${name}: ${numberWords(rows)} Zeilen, ${size}. Das Prüfprogramm liegt bei.`,
	chooseDayOrPerson: 'Wählen Sie einen Tag oder eine Person.',
	chooseDay: 'Wählen Sie einen Tag.',
	lastBeforeFirst: 'Der letzte Tag liegt vor dem ersten.',
	description:
		'Eine Datei mit der Abschrift, jeder Zeile mit ihrem Hash, einem signierten Prüfpunkt und einem Prüfprogramm, das ohne Netz arbeitet. Der Export wird im Protokoll der Organisation vermerkt.',
	everything: 'Alles darin',
	someDaysOrPerson: 'Texte einiger Tage oder einer Person',
	someDays: 'Texte einiger Tage',
	to: 'Bis',
	otherRows:
		'Alle anderen Zeilen bleiben ohne ihre Texte im Paket, damit die Kette von der ersten Zeile an geprüft wird.',
	withInternal: 'Mit internen Bemerkungen, Notizen und gemeinsamen Entwürfen',
	ownDrafts: 'Was jemand allein entwirft, gehört der Person: Es ist in keinem Paket.',
	progress: (rows: number, of: number, size: string) =>
		`${numberWords(rows)} von ${numberWords(of)} Zeilen, ${size}`,
	exporting: 'Export läuft',
	export: 'Exportieren',
};
