import type { Translation } from '../dictionary.ts';
import type { keyboard as English } from '../keyboard.ts';

export const keyboard: Translation<typeof English> = {
	groups: [
		{
			where: 'Überall',
			shortcuts: [
				{ keys: 'Strg K', does: 'Suchen oder springen', letter: false },
				{ keys: 'Alt ↑ ↓', does: 'Vorige, nächste Unterhaltung', letter: false },
				{ keys: 'Alt Umschalt ↑ ↓', does: 'Vorige, nächste ungelesene Unterhaltung', letter: false },
				{
					keys: 'G dann T C P A N Y',
					does: 'Zu Team, Personen, Prüfung, Benachrichtigungen, Konto',
					letter: true,
				},
				{ keys: 'N dann M G C', does: 'Neue Nachricht, Gruppe, neuer Kanal', letter: true },
				{ keys: 'F6', does: 'Nächster Bereich', letter: false },
				{ keys: 'Esc', does: 'Schließen, dann zum Textfeld', letter: false },
				{ keys: '?', does: 'Diese Liste', letter: true },
			],
		},
		{
			where: 'Verlauf',
			shortcuts: [
				{ keys: '↑ ↓', does: 'Nachricht', letter: false },
				{ keys: 'Pos1 Ende', does: 'Erste, letzte Nachricht', letter: false },
				{ keys: 'Strg F', does: 'In dieser Unterhaltung suchen', letter: false },
				{ keys: 'R', does: 'Antworten', letter: true },
				{ keys: 'E', does: 'Bearbeiten', letter: true },
				{ keys: 'F', does: 'Weiterleiten', letter: true },
				{ keys: 'X', does: 'Auswählen', letter: true },
				{ keys: '+', does: 'Reagieren', letter: true },
				{ keys: 'C', does: 'Kopieren', letter: true },
				{ keys: 'Entf', does: 'Löschen', letter: true },
				{ keys: 'U', does: 'Ab hier ungelesen', letter: true },
				{ keys: 'G D', does: 'Zu einem Datum springen', letter: true },
			],
		},
		{
			where: 'Prüfung',
			shortcuts: [
				{ keys: '← →', does: 'Zeile', letter: false },
				{ keys: 'Umschalt ← →', does: 'Prüfpunkt', letter: false },
				{ keys: '[ ]', does: 'Bearbeitung oder Löschung', letter: false },
				{ keys: 'Leertaste', does: 'Abspielen, anhalten', letter: false },
				{ keys: 'Pos1 Ende', does: 'Erste, letzte Zeile', letter: false },
				{ keys: 'Eingabe', does: 'Einzelheiten', letter: false },
			],
		},
		{
			where: 'Textfeld',
			shortcuts: [
				{ keys: 'Eingabe', does: 'Senden', letter: false },
				{ keys: 'Umschalt Eingabe', does: 'Neue Zeile', letter: false },
				{ keys: '↑', does: 'Letzte Nachricht bearbeiten, wenn leer', letter: false },
				{ keys: 'Strg U', does: 'Dateien anhängen', letter: false },
			],
		},
	],
};
