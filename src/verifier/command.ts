/** `node verify.mjs [pack.zip or folder] [--key fingerprint]`: one file, without packages, for Node 20 and later. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { reportLines } from '#lib/protocol/evidence/pack-verdict.ts';
import type { EvidenceCrypto } from '#lib/protocol/evidence/signed-checkpoints.ts';
import { verifyPack } from '#lib/protocol/evidence/verify-pack.ts';
import { MAX_FILE_BYTES, openZip, PackError, type PackFiles } from '#lib/protocol/evidence/zip-reader.ts';

const crypto: EvidenceCrypto = {
	sha256: (bytes) => createHash('sha256').update(bytes).digest(),
	verify: async (spki, bytes, signature) => {
		try {
			const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
			return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signature);
		} catch {
			// It is no key.
			return false;
		}
	},
};

const { path, key } = readArguments(process.argv.slice(2));
try {
	const verdict = await verifyPack(await openPack(path), crypto, { key });
	process.stdout.write(`${reportLines(verdict).map(visible).join('\n')}\n`);
	process.exitCode = verdict.ok ? 0 : 1;
} catch (error) {
	if (!(error instanceof PackError)) throw error;
	process.stderr.write(`${visible(error.message)}\n`);
	process.exitCode = 2;
}

function readArguments(words: readonly string[]): { path: string; key: string | undefined } {
	const at = words.indexOf('--key');
	const rest = words.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
	const here = dirname(fileURLToPath(import.meta.url));
	const beside = existsSync(join(here, 'evidence.json')) ? here : '.';
	return { path: rest[0] ?? beside, key: at < 0 ? undefined : words[at + 1] };
}

async function openPack(path: string): Promise<PackFiles> {
	if (!existsSync(path)) throw new PackError(`There is nothing at ${path}.`);
	return statSync(path).isDirectory() ? openFolder(path) : openFile(path);
}

function openFile(path: string): Promise<PackFiles> {
	const file = openSync(path, 'r');
	process.on('exit', () => closeSync(file));
	const read = async (from: number, length: number) => {
		const bytes = new Uint8Array(length);
		return bytes.subarray(0, readSync(file, bytes, 0, length, from));
	};
	const inflate = async (bytes: Uint8Array, size: number) =>
		inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
	return openZip({ size: statSync(path).size, read }, inflate);
}

function openFolder(path: string): PackFiles {
	const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) =>
		name.split(sep).join('/'),
	);
	return {
		names,
		async read(name) {
			const file = join(path, name);
			if (!names.includes(name)) throw new PackError(`The pack has no file ${name}.`);
			if (statSync(file).size > MAX_FILE_BYTES) throw new PackError(`${name} is too large.`);
			return readFileSync(file);
		},
	};
}

/** Names and reasons are other people's: nothing in them moves the cursor or turns the line around. */
function visible(line: string): string {
	return line.replace(
		/[\p{Cc}\p{Cf}\u2028\u2029]/gu,
		(character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
	);
}
