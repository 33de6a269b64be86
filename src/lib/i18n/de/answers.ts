/** By the server's own sentence, with `{}` for numbers and names of channels. */
export const answers: { sentences: Readonly<Record<string, string>> } = {
	sentences: {
		// Forms
		'The server failed. What you wrote is still on this device.':
			'Der Server hat versagt. Was Sie geschrieben haben, ist noch auf diesem Gerät.',
		'There is no organisation on this server yet.': 'Auf diesem Server gibt es noch keine Organisation.',
		'Sign in first.': 'Melden Sie sich zuerst an.',
		'Choose a password of your own first.': 'Wählen Sie zuerst ein eigenes Passwort.',
		'This is not here.': 'Das ist nicht hier.',
		'This is not here any more.': 'Das ist nicht mehr hier.',
		'Name changed.': 'Name geändert.',
		'Organisation changed.': 'Organisation geändert.',
		'The current password is wrong.': 'Das bisherige Passwort ist falsch.',
		'This is the password that you have. Take another.':
			'Das ist das Passwort, das Sie haben. Nehmen Sie ein anderes.',
		'Password changed. You are signed out everywhere else.':
			'Passwort geändert. Sie sind überall sonst abgemeldet.',
		'Signed out there.': 'Dort abgemeldet.',
		'Device revoked.': 'Gerät entzogen.',
		'There is an account with this email already.': 'Mit dieser E-Mail gibt es schon ein Konto.',
		'An organisation keeps at least one owner. Make somebody else an owner first.':
			'Eine Organisation behält mindestens eine Inhaberin oder einen Inhaber. Geben Sie die Rolle zuerst jemand anderem.',
		'A password has at least {} characters. A sentence is fine.':
			'Ein Passwort hat mindestens {} Zeichen. Ein Satz ist gut.',
		'A password has at most {} characters.': 'Ein Passwort hat höchstens {} Zeichen.',
		'This is one of the passwords that are tried first. Take another, such as a sentence.':
			'Das ist eines der Passwörter, die zuerst probiert werden. Nehmen Sie ein anderes, zum Beispiel einen Satz.',
		'Email or password is wrong.': 'E-Mail oder Passwort ist falsch.',
		'Too many tries. Again in {} s.': 'Zu viele Versuche. Wieder in {} s.',
		'There is no such message.': 'Eine solche Nachricht gibt es nicht.',
		'This is no reference to a message.': 'Das ist kein Verweis auf eine Nachricht.',
		'At most {} characters fit here.': 'Hier passen höchstens {} Zeichen hin.',
		'The reason is missing.': 'Der Grund fehlt.',
		'The legal reference is missing.': 'Das rechtliche Aktenzeichen fehlt.',
		'Your role does not allow this.': 'Ihre Rolle erlaubt das nicht.',
		'Choose a person.': 'Wählen Sie eine Person.',
		'Request {} waits for a second person.': 'Ersuchen {} wartet auf eine zweite Person.',
		'Request {} is closed.': 'Ersuchen {} ist geschlossen.',
		'Request {} is being carried out.': 'Ersuchen {} wird ausgeführt.',
		'This request does not wait for a decision any more.':
			'Dieses Ersuchen wartet nicht mehr auf eine Entscheidung.',
		'There is no such person here.': 'Eine solche Person gibt es hier nicht.',
		'This invitation was used already, or has expired. Ask for a new one.':
			'Diese Einladung wurde schon benutzt oder ist abgelaufen. Bitten Sie um eine neue.',
		'The server is busy. Try again in {} s.': 'Der Server ist ausgelastet. Versuchen Sie es in {} s erneut.',
		'This is not an email address.': 'Das ist keine E-Mail-Adresse.',
		'Role changed.': 'Rolle geändert.',
		'Account closed.': 'Konto geschlossen.',
		'Invitation taken back.': 'Einladung zurückgenommen.',
		'This server has another key now.': 'Dieser Server hat jetzt einen anderen Schlüssel.',
		'This server does not send to that push service.': 'Dieser Server sendet nicht an diesen Push-Dienst.',
		'This server sends no push messages.': 'Dieser Server sendet keine Push-Nachrichten.',
		'The server has no subscription of this browser.': 'Der Server hat kein Abonnement dieses Browsers.',
		'Ten tests a minute are enough. Again in a minute.':
			'Zehn Tests pro Minute reichen. Wieder in einer Minute.',
		'This server has an organisation already. Sign in.':
			'Dieser Server hat schon eine Organisation. Melden Sie sich an.',
		'A name is needed.': 'Ein Name ist nötig.',
		'A name has at most {} characters.': 'Ein Name hat höchstens {} Zeichen.',
		'The name has characters that do not show.': 'Der Name hat Zeichen, die man nicht sieht.',
		'This field is missing.': 'Dieses Feld fehlt.',
		'There is no such role.': 'Eine solche Rolle gibt es nicht.',
		'There is nothing here, or it is not shared with you.':
			'Hier ist nichts, oder es ist nicht mit Ihnen geteilt.',
		'Open the link that the server printed at its start: only whoever runs it may set it up.':
			'Öffnen Sie den Link, den der Server bei seinem Start ausgegeben hat: Nur wer ihn betreibt, darf ihn einrichten.',

		// Commands; they complete "Could not …:"
		'your role does not allow it': 'Ihre Rolle erlaubt es nicht',
		'it needs a text': 'es braucht einen Text',
		'the text is too long': 'der Text ist zu lang',
		'its end has passed': 'das Ende ist vorbei',
		'only its admins rename it': 'nur die Admins benennen um',
		'a channel’s name has small letters, digits and hyphens':
			'der Name eines Kanals hat Kleinbuchstaben, Ziffern und Bindestriche',
		'{} exists already': '{} gibt es schon',
		'only its admins decide who posts': 'nur die Admins entscheiden, wer schreibt',
		'a direct message cannot be left': 'eine Direktnachricht lässt sich nicht verlassen',
		'only its admins delete it': 'nur die Admins löschen',
		'only its admins add people': 'nur die Admins fügen Personen hinzu',
		'only its admins remove people': 'nur die Admins entfernen Personen',
		'only its admins change roles': 'nur die Admins ändern Rollen',
		'you are not in it': 'Sie sind nicht darin',
		'this person is not here, or cannot take part': 'diese Person ist nicht hier oder kann nicht teilnehmen',
		'this person is not in it': 'diese Person ist nicht darin',
		'a room needs an admin': 'ein Raum braucht einen Admin',
		'you have blocked them': 'Sie haben die Person blockiert',
		'they do not ask any more': 'die Person fragt nicht mehr',
		'its id is in use': 'die Kennung ist vergeben',
		'one of the people is not here, or cannot take part':
			'eine der Personen ist nicht hier oder kann nicht teilnehmen',
		'a direct message is between two people': 'eine Direktnachricht ist zwischen zwei Personen',
		'its id is not that of these two people': 'die Kennung ist nicht die dieser zwei Personen',
		'you are no contacts: ask first': 'Sie sind keine Kontakte: Fragen Sie zuerst an',
		'a group is private': 'eine Gruppe ist privat',
		'its id is not a UUIDv7': 'die Kennung ist keine UUIDv7',
		'it is not there, or not shared with you': 'es ist nicht da oder nicht mit Ihnen geteilt',
		'it has characters that do not show': 'es hat Zeichen, die man nicht sieht',
		'at most {} characters': 'höchstens {} Zeichen',
		'it needs a name': 'es braucht einen Namen',
		'its id was used by another': 'die Kennung hat schon etwas anderes benutzt',
	},
};
