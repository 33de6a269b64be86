/** A program that sends files (SPEC D14, M, T), for tests of how they are shown. */
import { createHash } from 'node:crypto';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { namesOf } from '#lib/domain/attached-file.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { MAX_PART_BYTES, PART_TYPE } from '#lib/protocol/files.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { Browser } from './browser.ts';
import { PASSWORD } from './organisation.ts';
import { StockReplica } from './stock-replica.ts';
import type { Account } from './team.ts';
import { until } from './until.ts';

export interface FileSaid {
	name: string;
	type: string;
	bytes: Uint8Array;
	width?: number;
	height?: number;
	/** ms */
	duration?: number;
	preview?: string;
}

export class FileSender {
	readonly browser: Browser;
	readonly #url: string;
	readonly #user: { id: string; device: number; token: string };
	#session = 0;

	private constructor(url: string, browser: Browser, user: { id: string; device: number; token: string }) {
		this.#url = url;
		this.browser = browser;
		this.#user = user;
	}

	static async signIn(url: string, { email }: Account): Promise<FileSender> {
		const answer = await fetch(new URL('/api/sign-in', url), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ email, password: PASSWORD, device: { name: 'A program' } }),
		});
		const { token, device } = (await answer.json()) as { token: string; device: number };
		const browser = new Browser(url);
		await browser.signIn(email, PASSWORD);
		const { user } = (await (await browser.get('/api/session')).json()) as { user: string };
		return new FileSender(url, browser, { id: user, device, token });
	}

	/** A private room with everybody of these ids. */
	async makeRoom(name: string, members: readonly string[]): Promise<string> {
		const conversation = newId();
		const room = { type: 'room', visibility: 'private', channel: false, topic: '', members };
		await this.command({ kind: 'conversation.create', conversation, name, ...room });
		return conversation;
	}

	async command(fields: object): Promise<void> {
		const made = await this.browser.post('/api/commands', { id: newId(), at: Date.now(), ...fields });
		const outcome = (await made.json()) as { ok: boolean };
		if (!outcome.ok) throw new Error(JSON.stringify(outcome));
	}

	async userIdOf({ email }: Account): Promise<string> {
		const workspace = (await (await this.browser.get('/api/workspace')).json()) as {
			people: { id: string; email: string }[];
		};
		return workspace.people.find((person) => person.email === email)!.id;
	}

	name({ name, type, bytes, width = 0, height = 0, duration = 0, preview = '' }: FileSaid): AttachedFile {
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		return [newId(), name, type, bytes.length, sha256, width, height, duration, preview];
	}

	async upload(conversation: string, file: AttachedFile, bytes: Uint8Array): Promise<void> {
		const begun = await this.browser.post(`/api/uploads/${conversation}`, { file });
		if (begun.status !== 200) throw new Error(`${file[1]}: ${begun.status} ${await begun.text()}`);
		for (let at = 0; at < bytes.length; at += MAX_PART_BYTES) {
			const sent = await this.browser.request(`/api/uploads/${conversation}/${file[0]}`, {
				method: 'PATCH',
				headers: { origin: this.browser.origin, 'content-type': PART_TYPE, 'upload-offset': String(at) },
				body: bytes.subarray(at, at + MAX_PART_BYTES) as Uint8Array<ArrayBuffer>,
			});
			if (sent.status !== 200) throw new Error(`${file[1]}: ${sent.status} ${await sent.text()}`);
		}
	}

	/** A message that names these files; uploaded before. */
	async say(conversation: string, files: readonly AttachedFile[], caption = namesOf(files)): Promise<void> {
		const replica = new StockReplica(
			{ url: this.#url.replace('http', 'ws') },
			this.#user,
			conversationDocument(conversation, 0),
			this.#session++,
		);
		replica.write({ k: 'm', at: Date.now(), b: caption, fi: files });
		await until(() => replica.stored.includes(caption), 20_000, 50);
		replica.destroy();
	}

	async send(conversation: string, said: readonly FileSaid[], caption?: string): Promise<AttachedFile[]> {
		const files = said.map((one) => this.name(one));
		for (const [index, file] of files.entries()) await this.upload(conversation, file, said[index]!.bytes);
		await this.say(conversation, files, caption);
		return files;
	}
}
