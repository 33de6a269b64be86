/**
 * What passwords are refused (ASVS 5.0, 6.2): too short, too long, or among the first that an attacker tries. There are no rules of composition.
 */
export const MIN_PASSWORD_LENGTH = 12;
/** In bytes of UTF-8: hashing must have a bound. */
const MAX_PASSWORD_BYTES = 1024;
const MIN_DISTINCT_CHARACTERS = 5;
/** So many letters must be left when the commonest words are taken out. */
const MIN_OWN_LETTERS = 4;

/** What the commonest passwords of 12 and more characters are made of, longest first so that none hides another. */
const COMMON_PARTS = [
	...[
		'qwertzuiop',
		'qwertyuiop',
		'azertyuiop',
		'asdfghjkl',
		'administrator',
		'changeme',
		'password',
		'passwort',
	],
	...[
		'motdepasse',
		'contrasena',
		'letmein',
		'welcome',
		'iloveyou',
		'trustno1',
		'sunshine',
		'princess',
		'football',
	],
	...[
		'baseball',
		'superman',
		'whatever',
		'starwars',
		'computer',
		'internet',
		'michael',
		'jennifer',
		'charlie',
	],
	...[
		'monkey',
		'dragon',
		'shadow',
		'master',
		'qwerty',
		'qwertz',
		'azerty',
		'asdfgh',
		'zxcvbnm',
		'zxcvbn',
		'yxcvbnm',
	],
	...[
		'batman',
		'secret',
		'freedom',
		'google',
		'parley',
		'default',
		'summer',
		'winter',
		'spring',
		'autumn',
		'access',
	],
	...[
		'hello',
		'login',
		'admin',
		'guest',
		'pass',
		'root',
		'user',
		'test',
		'love',
		'abcdefghijkl',
		'abcdef',
		'abc',
		'1q2w3e4r',
	],
	...[
		'1qaz2wsx',
		'q1w2e3r4',
		'zaq12wsx',
		'temp',
		'team',
		'company',
		'office',
		'chat',
		'my',
		'the',
		'is',
		'this',
		'new',
	],
].sort((one, other) => other.length - one.length);
const LOOKALIKES: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'!': 'i',
};

/**
 * Why a password cannot be taken, as a sentence; undefined when it can.
 * @param known what an attacker knows of its owner: email, names
 */
export function passwordProblem(password: string, known: readonly string[] = []): string | undefined {
	const characters = [...password];
	if (characters.length < MIN_PASSWORD_LENGTH) {
		return `A password has at least ${MIN_PASSWORD_LENGTH} characters. A sentence is fine.`;
	}
	if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES) return 'A password has at most 1,000 characters.';
	if (isGuessable(password, known)) {
		return 'This is one of the passwords that are tried first. Take another, such as a sentence.';
	}
	return undefined;
}

function isGuessable(password: string, known: readonly string[]): boolean {
	const lower = password.toLowerCase();
	if (new Set(lower).size < MIN_DISTINCT_CHARACTERS) return true;
	const ownParts = known
		.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
		.filter((part) => part.length > 2);
	const plain = [...lower].map((character) => LOOKALIKES[character] ?? character).join('');
	return [lower, plain].some((form) => lettersLeft(form, ownParts) < MIN_OWN_LETTERS);
}

/** Letters, and signs of scripts without letters' case, that are in no common part. */
function lettersLeft(form: string, ownParts: readonly string[]): number {
	let rest = form;
	for (const part of [...ownParts, ...COMMON_PARTS]) rest = rest.replaceAll(part, ' ');
	return new Set(rest.replace(/[^\p{L}]/gu, '')).size;
}
