/** verify.html: the verifier as a page that is opened from a disk and loads nothing. */
import {
	describePack,
	findingWords,
	headline,
	type PackVerdict,
} from '#lib/protocol/evidence/pack-verdict.ts';
import { verifyPack } from '#lib/protocol/evidence/verify-pack.ts';
import { WEB_CRYPTO } from '#lib/protocol/evidence/web-crypto.ts';
import { openZip, PackError, type PackFiles } from '#lib/protocol/evidence/zip-reader.ts';

const drop = element('drop');
const output = element('verdict');
const progress = element('progress');
const file = element('file') as HTMLInputElement;
const folder = element('folder') as HTMLInputElement;
const key = element('key') as HTMLInputElement;
/** The last pack, to be judged again when a key is typed. */
let chosen: (() => Promise<PackFiles>) | undefined;
let turn = 0;

element('choose-file').addEventListener('click', () => file.click());
element('choose-folder').addEventListener('click', () => folder.click());
file.addEventListener('change', () => choose([...(file.files ?? [])]));
folder.addEventListener('change', () => choose([...(folder.files ?? [])]));
key.addEventListener('change', () => void judge());
for (const type of ['dragover', 'drop'])
	document.addEventListener(type, (event) => {
		event.preventDefault();
		drop.toggleAttribute('data-over', type === 'dragover');
	});
document.addEventListener('dragleave', () => drop.removeAttribute('data-over'));
document.addEventListener('drop', (event) => choose([...(event.dataTransfer?.files ?? [])]));

function choose(files: readonly File[]): void {
	const [first] = files;
	if (!first) return;
	chosen = first.webkitRelativePath ? async () => openFolder(files) : () => openFile(first);
	void judge();
}

async function judge(): Promise<void> {
	if (!chosen) return;
	const mine = ++turn;
	output.replaceChildren();
	progress.textContent = 'Reading …';
	try {
		const verdict = await verifyPack(await chosen(), WEB_CRYPTO, {
			key: key.value,
			async progress(rows, of) {
				if (mine !== turn) throw new PackError('Another pack was chosen.');
				progress.textContent = `${rows.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} rows`;
				await new Promise((resolve) => setTimeout(resolve));
			},
		});
		if (mine === turn) show(verdict);
	} catch (error) {
		if (mine !== turn) return;
		if (!(error instanceof PackError)) throw error;
		output.replaceChildren(banner(false, error.message));
	}
	if (mine === turn) progress.textContent = '';
}

function show(verdict: PackVerdict): void {
	const { manifest, findings, checked, notProved, fingerprint } = verdict;
	output.replaceChildren(
		banner(verdict.ok, headline(verdict)),
		...section('Found wrong', findings.map(findingWords), 'finding'),
		...section('Checked', checked, 'checked'),
		...section('Not proved', notProved, 'not-proved'),
		...section(
			'The key that signed the checkpoint (SHA-256)',
			fingerprint === null ? [] : [fingerprint],
			'mono',
		),
		...section('The pack says of itself', manifest ? describePack(manifest) : [], ''),
	);
	output.focus();
}

function banner(ok: boolean, words: string): HTMLElement {
	const line = document.createElement('p');
	line.className = `banner ${ok ? 'good' : 'bad'}`;
	line.textContent = words;
	return line;
}

/** Whatever the pack says is text. */
function section(title: string, items: readonly string[], kind: string): HTMLElement[] {
	if (items.length === 0) return [];
	const heading = document.createElement('h2');
	heading.textContent = title;
	const list = document.createElement('ul');
	list.className = kind;
	for (const item of items) {
		const line = document.createElement('li');
		const words = document.createElement('bdi');
		words.dir = 'auto';
		words.textContent = item;
		line.append(words);
		list.append(line);
	}
	return [heading, list];
}

function openFile(from: File): Promise<PackFiles> {
	const read = async (at: number, length: number) => bytesOf(from.slice(at, at + length));
	return openZip({ size: from.size, read }, inflate);
}

function openFolder(files: readonly File[]): PackFiles {
	const byName = new Map(files.map((each) => [each.webkitRelativePath.split('/').slice(1).join('/'), each]));
	return {
		names: [...byName.keys()],
		async read(name) {
			const found = byName.get(name);
			if (!found) throw new PackError(`The pack has no file ${name}.`);
			return bytesOf(found);
		},
	};
}

async function inflate(bytes: Uint8Array, size: number): Promise<Uint8Array> {
	const stream = new Blob([new Uint8Array(bytes)])
		.stream()
		.pipeThrough(new DecompressionStream('deflate-raw'));
	const whole = new Uint8Array(size);
	let length = 0;
	const reader = stream.getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		if (length + part.value.length > size) throw new RangeError('More than the list of files says.');
		whole.set(part.value, length);
		length += part.value.length;
	}
	return whole.subarray(0, length);
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
	return new Uint8Array(await blob.arrayBuffer());
}

function element(id: string): HTMLElement {
	return document.getElementById(id)!;
}
