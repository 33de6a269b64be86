/** SPEC M: files go up in parts and come down whole, to who may read them, as long as a message names them. Over the built routes, the relay and Postgres, on each store. */
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { clientIdOf } from '#lib/domain/client-id.ts';
import { conversationDocument } from '#lib/protocol/document-name.ts';
import { MAX_PART_BYTES, PART_TYPE } from '#lib/protocol/files.ts';
import type { BlobStore } from '../../src/lib/server/blobs/blob-store.ts';
import { openFileBlobStore } from '../../src/lib/server/blobs/file-blob-store.ts';
import { openS3BlobStore } from '../../src/lib/server/blobs/s3-blob-store.ts';
import { PICTURE_PROCESS } from '../../src/bin/program/start-files.ts';
import { registerClient } from '../../src/lib/server/devices.ts';
import { decideErasure, requestErasure } from '../../src/lib/server/erasures.ts';
import { scanWith } from '../../src/lib/server/files/clamd.ts';
import { collectFiles, PATIENCE_MS } from '../../src/lib/server/files/collect-files.ts';
import { previewsBy } from '../../src/lib/server/files/picture-maker.ts';
import { Previews } from '../../src/lib/server/files/previews.ts';
import { UploadFolder } from '../../src/lib/server/files/upload-folder.ts';
import { appendToUpload, cancelUpload, type Uploads } from '../../src/lib/server/files/uploads.ts';
import { newId } from '../../src/lib/server/new-id.ts';
import { Browser } from '../support/browser.ts';
import { startBuiltApplication, type BuiltApplication } from '../support/built-application.ts';
import { aRoom, commandsOf, OK } from '../support/commands.ts';
import { anOrganisation, aPerson, signedIn, type TestPerson } from '../support/organisation.ts';
import { realPng } from '../support/real-files.ts';
import { S3_NAME, startS3Server, type S3Server } from '../support/s3-server.ts';
import { startScanner } from '../support/scanner.ts';
import { SOME_LIMITS } from '../support/web-application.ts';

let app: BuiltApplication;
let server: S3Server;
beforeAll(async () => {
	app = await startBuiltApplication();
	server = await startS3Server();
});
afterAll(async () => {
	await app.stop();
	await server.stop();
});

const PART = MAX_PART_BYTES;

function aFile(bytes: Uint8Array, name = 'notes.txt', type = 'text/plain'): AttachedFile {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return [newId(), name, type, bytes.length, sha256, 0, 0, 0, ''];
}

describe.each([
	['a folder', () => openFileBlobStore(mkdtempSync(join(tmpdir(), 'parley-files-')))],
	[S3_NAME, () => openS3BlobStore(server.settings)],
])('files in %s', (_driver, openStore) => {
	let blobs: BlobStore;
	let folder: UploadFolder;
	let ada: TestPerson, ben: TestPerson;
	let adas: Browser, bens: Browser;
	let conversation: string;
	let commands: ReturnType<typeof commandsOf>;

	beforeAll(async () => {
		blobs = await openStore();
		folder = new UploadFolder(mkdtempSync(join(tmpdir(), 'parley-uploads-')));
	});
	beforeEach(async () => {
		await app.stored.sql`truncate rate_limits`;
		app.configure({ blobs, files: { folder, limits: SOME_LIMITS } });
		ada = await anOrganisation(app);
		ben = await aPerson(app, ada.organisation);
		[adas, bens] = [await signedIn(app, ada), await signedIn(app, ben)];
		commands = commandsOf(app);
		conversation = (await commands.made(ada, aRoom({ members: [ben.id] }))).conversation;
	});

	const uploads = (): Uploads => ({ database: app.database, blobs, folder, limits: SOME_LIMITS });
	const begin = (browser: Browser, file: unknown, to = conversation) =>
		browser.post(`/api/uploads/${to}`, { file });
	const path = ([id]: AttachedFile, to = conversation) => `/api/uploads/${to}/${id}`;
	const send = (browser: Browser, file: AttachedFile, offset: number, bytes: Uint8Array) =>
		browser.request(path(file), {
			method: 'PATCH',
			headers: { origin: browser.origin, 'content-type': PART_TYPE, 'upload-offset': String(offset) },
			body: bytes as Uint8Array<ArrayBuffer>,
		});
	const download = (browser: Browser, [id]: AttachedFile, headers: Record<string, string> = {}) =>
		browser.request(`/api/files/${conversation}/${id}`, { headers });

	async function upload(browser: Browser, bytes: Uint8Array, name?: string, type?: string) {
		const file = aFile(bytes, name, type);
		expect((await begin(browser, file)).status).toBe(200);
		for (let at = 0; at < bytes.length; at += PART)
			expect((await send(browser, file, at, bytes.subarray(at, at + PART))).status).toBe(200);
		return file;
	}

	async function bytesOf(answer: Response): Promise<Buffer> {
		return Buffer.from(await answer.arrayBuffer());
	}

	test('[M1, M2, M3, M5] a file of several parts goes up, and comes down byte-identical to another', async () => {
		const bytes = randomBytes(2 * PART + 12_345);
		const file = aFile(bytes, 'späť.bin');
		expect(await (await begin(adas, file)).json()).toEqual({ offset: 0, size: bytes.length, stored: false });
		expect((await download(bens, file)).status).toBe(404);
		const parts = [];
		for (let at = 0; at < bytes.length; at += PART)
			parts.push(await (await send(adas, file, at, bytes.subarray(at, at + PART))).json());
		expect(parts.map(({ offset, stored }) => [offset, stored])).toEqual([
			[PART, false],
			[2 * PART, false],
			[bytes.length, true],
		]);
		const answer = await download(bens, file);
		expect((await bytesOf(answer)).equals(bytes)).toBe(true);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-length': String(bytes.length),
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename="sp__.bin"; filename*=UTF-8''sp%C3%A4%C5%A5.bin`,
			'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/) as string,
			'x-content-type-options': 'nosniff',
			'cross-origin-resource-policy': 'same-origin',
			'cache-control': 'private, no-store',
		});
		// Asked again, it says that it is done.
		expect(await (await begin(adas, file)).json()).toMatchObject({ stored: true });
		expect(await (await send(adas, file, 0, bytes.subarray(0, 10))).json()).toMatchObject({ stored: true });
	});

	test('[M3] an empty file is there as soon as it is begun', async () => {
		const file = aFile(new Uint8Array());
		expect(await (await begin(adas, file)).json()).toEqual({ offset: 0, size: 0, stored: true });
		const answer = await download(bens, file);
		expect([answer.status, (await bytesOf(answer)).length]).toEqual([200, 0]);
	});

	test('[M2] after a lost connection it goes on where it ended, also in a program that was started again', async () => {
		const bytes = randomBytes(PART + 1000);
		const file = aFile(bytes);
		await begin(adas, file);
		const { hostname, port } = new URL(app.origin);
		const socket = connect(Number(port), hostname);
		socket.write(
			`PATCH ${path(file)} HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${app.origin}\r\ncookie: session=${adas.session}\r\n` +
				`content-type: ${PART_TYPE}\r\nupload-offset: 0\r\ncontent-length: ${PART}\r\n\r\n`,
		);
		socket.write(bytes.subarray(0, 300_000));
		const offset = async () => ((await (await adas.get(path(file))).json()) as { offset: number }).offset;
		await expect.poll(offset).toBe(300_000);
		expect((await send(adas, file, 300_000, bytes.subarray(300_000, 300_010))).status).toBe(409);
		socket.destroy();
		await expect
			.poll(async () => (await send(adas, file, 300_000, bytes.subarray(300_000, 300_010))).status)
			.toBe(200);
		const restarted = new UploadFolder(join(folder.path('x'), '..'));
		app.configure({ files: { folder: restarted, limits: SOME_LIMITS } });
		expect(await offset()).toBe(300_010);
		expect((await send(adas, file, 300_010, bytes.subarray(300_010, PART))).status).toBe(200);
		expect((await send(adas, file, PART, bytes.subarray(PART))).status).toBe(200);
		expect((await bytesOf(await download(bens, file))).equals(bytes)).toBe(true);
	});

	test('[M2] bytes for another place, and more than were announced, are not taken', async () => {
		const bytes = randomBytes(5000);
		const file = aFile(bytes);
		await begin(adas, file);
		for (const offset of [1, 5000, 99_999]) expect((await send(adas, file, offset, bytes)).status).toBe(409);
		expect((await send(adas, file, 0, randomBytes(5001))).status).toBe(413);
		expect(await (await adas.get(path(file))).json()).toMatchObject({ offset: 0 });
		const headers = { origin: adas.origin, 'content-type': PART_TYPE, 'upload-offset': '0' };
		const huge = randomBytes(PART + 1);
		expect((await adas.request(path(file), { method: 'PATCH', headers, body: huge })).status).toBe(413);
		for (const wrong of ['-1', '1.5', 'x', ''])
			expect(
				(
					await adas.request(path(file), {
						...{ method: 'PATCH', body: 'x' },
						headers: { ...headers, 'upload-offset': wrong },
					})
				).status,
			).toBe(400);
	});

	test('[M3] what is not what was announced goes, and begins anew', async () => {
		const bytes = randomBytes(5000);
		const file = aFile(bytes);
		await begin(adas, file);
		expect((await send(adas, file, 0, randomBytes(5000))).status).toBe(422);
		expect((await download(bens, file)).status).toBe(404);
		expect(await (await adas.get(path(file))).json()).toEqual({ offset: 0, size: 5000, stored: false });
		expect((await send(adas, file, 0, bytes)).status).toBe(200);
		expect((await bytesOf(await download(bens, file))).equals(bytes)).toBe(true);
	});

	test('[M1] an id is taken once, and only files of the right form are begun', async () => {
		const file = aFile(randomBytes(10));
		await begin(adas, file);
		expect((await begin(bens, file)).status).toBe(409);
		expect((await begin(adas, file.with(3, 11))).status).toBe(409);
		expect((await begin(adas, file.with(4, 'b'.repeat(64)))).status).toBe(409);
		expect((await bens.get(path(file))).status).toBe(404);
		for (const name of ['../x', 'a\r\nb', 'gnp\u202e.exe', 'x'.repeat(300), 'con'])
			expect((await begin(adas, aFile(randomBytes(1), name))).status).toBe(400);
		const { sql } = app.stored;
		expect(await sql`select id from files where organisation = ${ada.organisation}`).toHaveLength(1);
	});

	test('[M5] ranges and conditions', async () => {
		const bytes = randomBytes(100_000);
		const file = await upload(adas, bytes);
		for (const [range, start, end] of [
			['bytes=0-99', 0, 100],
			['bytes=99990-', 99_990, 100_000],
			['bytes=-10', 99_990, 100_000],
			['bytes=500-1000000', 500, 100_000],
		] as const) {
			const answer = await download(bens, file, { range });
			expect(answer.status).toBe(206);
			expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/100000`);
			expect((await bytesOf(answer)).equals(bytes.subarray(start, end))).toBe(true);
		}
		for (const range of ['bytes=100000-', 'bytes=-0']) {
			const answer = await download(bens, file, { range });
			expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
		}
		for (const range of ['bytes=0-1,5-6', 'bytes=9-3', 'lines=1-2', 'bytes=-']) {
			expect((await bytesOf(await download(bens, file, { range }))).equals(bytes)).toBe(true);
		}
		const etag = (await download(bens, file)).headers.get('etag')!;
		expect((await download(bens, file, { 'if-none-match': etag })).status).toBe(304);
		expect((await download(bens, file, { 'if-none-match': '"x"' })).status).toBe(200);
		expect((await download(bens, file, { 'if-range': etag, range: 'bytes=0-9' })).status).toBe(206);
		expect((await download(bens, file, { 'if-range': '"x"', range: 'bytes=0-9' })).status).toBe(200);
		const head = await bens.request(`/api/files/${conversation}/${file[0]}`, { method: 'HEAD' });
		expect([head.status, head.headers.get('content-length')]).toEqual([200, '100000']);
	});

	test('[M5] what a browser could run is bytes to it, whatever it is called', async () => {
		const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(50)]);
		for (const [content, name, type, told] of [
			['<script>alert(1)</script>', 'photo.png', 'image/png', 'application/octet-stream'],
			[
				'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
				'a.svg',
				'image/svg+xml',
				'application/octet-stream',
			],
			[png, 'page.html', 'text/html', 'image/png'],
			['%PDF-1.7 …', 'a.pdf', 'application/pdf', 'application/pdf'],
		] as const) {
			const file = await upload(adas, Buffer.from(content), name, type);
			const answer = await download(bens, file);
			expect(answer.headers.get('content-type')).toBe(told);
			expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
			await answer.arrayBuffer();
		}
	});

	test('[M1, M5] who is no member, or no more, finds nothing', async () => {
		const file = await upload(adas, randomBytes(100));
		const half = aFile(randomBytes(100));
		await begin(bens, half);
		const outsider = await signedIn(app, await aPerson(app, ada.organisation));
		const stranger = await signedIn(app, await anOrganisation(app, 'Elsewhere'));
		for (const browser of [outsider, stranger]) {
			expect((await download(browser, file)).status).toBe(404);
			expect((await begin(browser, aFile(randomBytes(10)))).status).toBe(404);
		}
		expect((await download(new Browser(app.origin), file)).status).toBe(401);
		// The same id below a conversation that the person does see.
		const other = (await commands.made(ben, aRoom({}))).conversation;
		expect((await bens.get(`/api/files/${other}/${file[0]}`)).status).toBe(404);
		expect((await download(bens, file)).status).toBe(200);
		expect(await commands.run(ada, { kind: 'member.remove', conversation, user: ben.id })).toEqual(OK);
		expect((await download(bens, file)).status).toBe(404);
		expect((await send(bens, half, 0, randomBytes(10))).status).toBe(404);
		expect((await begin(bens, aFile(randomBytes(10)))).status).toBe(404);
	});

	test('[M4] twenty that begin at once take no more than there is', async () => {
		const limits = { file: 1000, person: 7000, organisation: 10_000 };
		app.configure({ files: { folder, limits } });
		expect((await begin(adas, aFile(randomBytes(1001)))).status).toBe(413);
		const twenty = (browser: Browser) =>
			Promise.all(
				Array.from({ length: 20 }, async () => (await begin(browser, aFile(randomBytes(1000)))).status),
			);
		const all = (await Promise.all([twenty(adas), twenty(bens)])).flat();
		expect(all.filter((status) => status === 200)).toHaveLength(10);
		expect(all.filter((status) => status === 507)).toHaveLength(30);
		const counted = await app.stored.sql<{ count: number }[]>`
			select count(*)::int from files where organisation = ${ada.organisation} group by user_id`;
		for (const { count } of counted) expect(count).toBeLessThanOrEqual(7);
	});

	test('[M2] what is taken back makes room', async () => {
		const limits = { file: 1000, person: 1000, organisation: 10_000 };
		app.configure({ files: { folder, limits } });
		const file = aFile(randomBytes(1000));
		await begin(adas, file);
		await send(adas, file, 0, randomBytes(10));
		expect((await begin(adas, aFile(randomBytes(1)))).status).toBe(507);
		const headers = { origin: adas.origin, 'content-type': 'application/json' };
		expect((await adas.request(path(file), { method: 'DELETE', headers })).status).toBe(200);
		expect((await adas.get(path(file))).status).toBe(404);
		expect((await begin(adas, aFile(randomBytes(1)))).status).toBe(200);
	});

	test('[M2] what is finished or taken back while another request waits for its turn stays so', async () => {
		const bytes = randomBytes(1000);
		const subject = { organisation: ada.organisation, user: ada.id, role: ada.role };
		/** Something else has its turn first. */
		const after = (first: () => Promise<unknown>): Uploads => {
			const slow = new UploadFolder(join(folder.path('x'), '..'));
			const alone = slow.alone.bind(slow);
			slow.alone = async (upload, work) => {
				await first();
				return alone(upload, work);
			};
			return { ...uploads(), folder: slow };
		};
		const finished = aFile(bytes);
		await begin(adas, finished);
		const finish = () => send(adas, finished, 0, bytes);
		expect(await cancelUpload(after(finish), subject, conversation, finished[0])).toMatchObject({
			error: { kind: 'missing' },
		});
		expect((await bytesOf(await download(bens, finished))).equals(bytes)).toBe(true);

		const back = aFile(randomBytes(1000));
		await begin(adas, back);
		const takeBack = () => cancelUpload(uploads(), subject, conversation, back[0]);
		const late = appendToUpload(after(takeBack), subject, conversation, back[0], 0, Readable.from([bytes]));
		expect(await late).toMatchObject({ error: { kind: 'missing' } });
		expect(await folder.offset(`${ada.organisation}.${back[0]}`)).toBe(0);
	});

	test('[M6] of a file that went while it was scanned nothing stays, unless another has its bytes', async () => {
		const bytes = randomBytes(1000);
		const name = { organisation: ada.organisation, sha256: aFile(bytes)[4] };
		const scan = async (path: string) => {
			await app.stored.sql`delete from files where id = ${path.split('.').at(-1)!}`;
			return { kind: 'clean' } as const;
		};
		const sendAndLose = async () => {
			app.configure({ files: { folder, limits: SOME_LIMITS, scan } });
			const file = aFile(bytes);
			await begin(adas, file);
			expect((await send(adas, file, 0, bytes)).status).toBe(404);
			app.configure({ files: { folder, limits: SOME_LIMITS } });
		};
		await sendAndLose();
		expect(await blobs.size(name)).toBeUndefined();
		const other = await upload(adas, bytes);
		await sendAndLose();
		expect((await bytesOf(await download(bens, other))).equals(bytes)).toBe(true);
	});

	test('[M6] bytes go with the last message that names them, by deletion or by erasure, and not before', async () => {
		const device = await app.database.transaction((tx) =>
			registerClient(tx, { organisation: ada.organisation, user: ada.id }, 'A program'),
		);
		const speaker = {
			organisation: ada.organisation,
			user: ada.id,
			role: ada.role,
			...device,
			session: null,
		};
		const client = clientIdOf(device.device, 0);
		const document = conversationDocument(conversation, 0);
		await app.relay.drainOutbox();
		const write = async (event: object) => {
			const outcome = await app.relay.submit({ document, speaker, client, events: [event as never] });
			if (!outcome.ok) throw new Error(outcome.code);
			await app.relay.bringSearchUpToDate();
		};
		const bytes = randomBytes(3000);
		const [one, two] = [await upload(adas, bytes), await upload(adas, bytes)];
		const { organisation } = ada;
		const name = { organisation, sha256: one[4] };
		const stored = () => blobs.size(name);
		const statuses = async () => [(await download(bens, one)).status, (await download(bens, two)).status];

		await write({ k: 'm', at: 1, b: 'Here it is.', fi: [one] });
		await write({ k: 'm', at: 2, b: 'And once more.', fi: [two] });
		// Somebody who might not read it keeps nothing.
		const cara = await aPerson(app, ada.organisation);
		const hers = (await commands.made(cara, aRoom({}))).conversation;
		await app.relay.drainOutbox();
		const caras = await app.database.transaction((tx) =>
			registerClient(tx, { organisation: cara.organisation, user: cara.id }, 'A program'),
		);
		const outcome = await app.relay.submit({
			document: conversationDocument(hers, 0),
			speaker: { organisation: cara.organisation, user: cara.id, role: cara.role, ...caras, session: null },
			client: clientIdOf(caras.device, 0),
			events: [{ k: 'm', at: 1, b: 'Mine now.', fi: [one, two] }],
		});
		expect(outcome).toMatchObject({ ok: true });
		await app.relay.bringSearchUpToDate();
		await write({ k: 'e', at: 3, of: [client, 0], b: 'Here it is!' });
		await collectFiles(uploads(), Date.now() + 2 * PATIENCE_MS);
		expect(await statuses()).toEqual([200, 200]);

		await write({ k: 'd', at: 4, of: [client, 0] });
		expect(await collectFiles(uploads(), Date.now())).toBe(1);
		expect(await statuses()).toEqual([404, 200]);
		expect(await stored()).toBe(3000);

		const subject = { organisation, user: ada.id, role: ada.role };
		const { id: auditor } = await aPerson(app, organisation, 'AUDITOR');
		const scope = { kind: 'message', document, ref: [client, 1] } as const;
		await app.database.transaction(async (tx) => {
			const asked = await requestErasure(tx, subject, { scope, reason: 'By law', reference: 'DSAR 1' });
			if (!asked.ok) throw new Error(asked.words);
			const decided = await decideErasure(
				tx,
				{ organisation, user: auditor, role: 'AUDITOR' },
				asked.number,
				true,
			);
			if (!decided.ok) throw new Error(decided.words);
		});
		await app.relay.carryOutErasures();
		await app.relay.bringSearchUpToDate();
		expect(await collectFiles(uploads(), Date.now())).toBe(1);
		expect(await statuses()).toEqual([404, 404]);
		expect(await stored()).toBeUndefined();
	});

	test('[M9] of a picture there is a smaller one, made by a process that may fail', async () => {
		const previews = new Previews(
			mkdtempSync(join(tmpdir(), 'parley-previews-')),
			blobs,
			previewsBy(PICTURE_PROCESS),
		);
		app.configure({ files: { folder, limits: SOME_LIMITS, previews } });
		const preview = async (browser: Browser, [id]: AttachedFile) => {
			const answer = await browser.get(`/api/files/${conversation}/${id}/preview`);
			return {
				status: answer.status,
				type: answer.headers.get('content-type'),
				bytes: await bytesOf(answer),
			};
		};
		const photo = await sharp(realPng(3000, 2000))
			.withExif({ IFD0: { Copyright: 'A camera' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
			.jpeg()
			.toBuffer();
		const file = await upload(adas, photo, 'photo.jpg', 'image/jpeg');
		const made = await preview(bens, file);
		expect(made).toMatchObject({ status: 200, type: 'image/webp' });
		const told = await sharp(made.bytes).metadata();
		expect([told.format, told.width, told.height, told.exif]).toEqual(['webp', 1280, 853, undefined]);
		// Once more, from where it is kept.
		expect((await preview(bens, file)).bytes.equals(made.bytes)).toBe(true);
		const outsider = await signedIn(app, await aPerson(app, ada.organisation));
		expect((await preview(outsider, file)).status).toBe(404);

		// 400 million pixels, by its head; half a picture; a script by the name of one; what moves.
		const bomb = Buffer.from(realPng(8, 8));
		bomb.writeUInt32BE(20_000, 16);
		bomb.writeUInt32BE(20_000, 20);
		// Two frames of 8 by 8.
		const frames = Buffer.alloc(8 * 16 * 3).fill(200, 0, 8 * 8 * 3);
		const moving = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
			.webp({ delay: [100, 100] })
			.toBuffer();
		for (const bytes of [bomb, photo.subarray(0, 5_000), Buffer.from('<script>alert(1)</script>'), moving])
			expect((await preview(bens, await upload(adas, bytes, 'a.png', 'image/png'))).status).toBe(404);

		// A process that takes too long, or too much, is ended, and the program goes on.
		for (const limits of [
			{ time: 1, memory: Infinity },
			{ time: 60_000, memory: 1 },
		]) {
			const made = await previewsBy(PICTURE_PROCESS, limits)(Readable.from([photo]));
			expect(made).toBeUndefined();
		}
		expect((await download(bens, file)).status).toBe(200);
		await app.stored.sql`update files set named = true where id = ${file[0]}`;
		await collectFiles({ ...uploads(), previews }, Date.now());
		expect((await preview(bens, file)).status).toBe(404);
	});

	test('[M8] nobody gets what a scanner has not called clean', async () => {
		const scanner = await startScanner({ most: 300_000 });
		const { host, port } = scanner;
		app.configure({
			files: { folder, limits: SOME_LIMITS, scan: scanWith({ host, port, patience: 2_000 }) },
		});
		const clean = randomBytes(200_000);
		const file = await upload(adas, clean);
		expect(scanner.scanned.map((bytes) => bytes.equals(clean))).toEqual([true]);
		expect((await download(bens, file)).status).toBe(200);

		for (const [bytes, kind] of [
			[Buffer.from('It is INFECTED'), 'infected'],
			[randomBytes(700_000), 'unknown'],
		] as const) {
			const bad = aFile(bytes);
			await begin(adas, bad);
			const answer = await send(adas, bad, 0, bytes);
			expect([answer.status, await answer.json()]).toMatchObject([400, { error: { kind } }]);
			expect((await download(bens, bad)).status).toBe(404);
			expect(await (await adas.get(path(bad))).json()).toMatchObject({ offset: 0, stored: false });
		}

		// It is away: the bytes wait, unseen, and are not asked for again.
		await scanner.stop();
		const bytes = randomBytes(5_000);
		const waiting = aFile(bytes);
		await begin(adas, waiting);
		expect((await send(adas, waiting, 0, bytes)).status).toBe(503);
		expect((await download(bens, waiting)).status).toBe(404);
		expect((await begin(adas, waiting)).status).toBe(503);
		const back = await startScanner();
		const scan = scanWith({ host: back.host, port: back.port });
		app.configure({ files: { folder, limits: SOME_LIMITS, scan } });
		expect(await (await begin(adas, waiting)).json()).toEqual({ offset: 5_000, size: 5_000, stored: true });
		expect((await bytesOf(await download(bens, waiting))).equals(bytes)).toBe(true);
		await back.stop();
	});

	test('[M7] a forward by who might read it opens and keeps a file; the word of anybody else does neither', async () => {
		const speaker = async ({ organisation, id: user, role }: TestPerson) => {
			const device = await app.database.transaction((tx) =>
				registerClient(tx, { organisation, user }, 'A program'),
			);
			return {
				speaker: { organisation, user, role, ...device, session: null },
				client: clientIdOf(device.device, 0),
			};
		};
		const said = async (by: Awaited<ReturnType<typeof speaker>>, to: string, event: object) => {
			await app.relay.drainOutbox();
			const document = conversationDocument(to, 0);
			const outcome = await app.relay.submit({ document, ...by, events: [event as never] });
			if (!outcome.ok) throw new Error(outcome.code);
			await app.relay.bringSearchUpToDate();
		};
		const statusIn = async (browser: Browser, place: string, [id]: AttachedFile) => {
			const answer = await browser.get(`/api/files/${place}/${id}`);
			await answer.arrayBuffer();
			return answer.status;
		};
		const cara = await aPerson(app, ada.organisation);
		const caras = await signedIn(app, cara);
		const [adaSpeaks, benSpeaks, caraSpeaks] = [await speaker(ada), await speaker(ben), await speaker(cara)];
		const elsewhere = (await commands.made(ben, aRoom({ members: [cara.id] }))).conversation;
		const hers = (await commands.made(cara, aRoom({}))).conversation;
		const bytes = randomBytes(2000);
		const file = await upload(adas, bytes);
		await said(adaSpeaks, conversation, { k: 'm', at: 1, b: 'Here it is.', fi: [file] });

		// Cara has its id from somewhere, and is in none of its conversations.
		await said(caraSpeaks, hers, { k: 'm', at: 2, b: 'Mine.', fi: [file] });
		expect(await statusIn(caras, hers, file)).toBe(404);
		expect(await statusIn(caras, elsewhere, file)).toBe(404);

		await said(benSpeaks, elsewhere, { k: 'm', at: 3, b: 'From Ada.', fi: [file] });
		expect(await statusIn(caras, elsewhere, file)).toBe(200);
		expect(await statusIn(caras, conversation, file)).toBe(404);
		expect(await statusIn(adas, elsewhere, file)).toBe(404);
		// What was said before it might be read opens nothing; what is said now does.
		expect(await statusIn(caras, hers, file)).toBe(404);
		await said(caraSpeaks, hers, { k: 'm', at: 4, b: 'From Ada, by Ben.', fi: [file] });
		expect(await statusIn(caras, hers, file)).toBe(200);

		// The original goes: nobody has it there any more, and the forwards keep it.
		await said(adaSpeaks, conversation, { k: 'd', at: 5, of: [adaSpeaks.client, 0] });
		expect(await collectFiles(uploads(), Date.now())).toBe(0);
		expect(await statusIn(adas, conversation, file)).toBe(404);
		expect(await statusIn(caras, elsewhere, file)).toBe(200);
		// Who forwarded it may have left since: what was said stands.
		expect(await commands.run(ada, { kind: 'member.remove', conversation, user: ben.id })).toEqual(OK);
		expect(await statusIn(caras, elsewhere, file)).toBe(200);

		await said(benSpeaks, elsewhere, { k: 'd', at: 6, of: [benSpeaks.client, 0] });
		expect(await statusIn(caras, elsewhere, file)).toBe(404);
		await said(caraSpeaks, hers, { k: 'd', at: 7, of: [caraSpeaks.client, 1] });
		expect(await collectFiles(uploads(), Date.now())).toBe(1);
		expect(await blobs.size({ organisation: ada.organisation, sha256: file[4] })).toBeUndefined();
	});

	test('[M6] what was never sent, and what was never finished, goes after seven days', async () => {
		const sent = await upload(adas, randomBytes(10));
		const half = aFile(randomBytes(20));
		await begin(adas, half);
		await send(adas, half, 0, randomBytes(5));
		await collectFiles(uploads(), Date.now() + PATIENCE_MS - 60_000);
		expect((await download(bens, sent)).status).toBe(200);
		await collectFiles(uploads(), Date.now() + PATIENCE_MS + 1000);
		expect((await download(bens, sent)).status).toBe(404);
		expect((await adas.get(path(half))).status).toBe(404);
		expect(await folder.offset(`${ada.organisation}.${half[0]}`)).toBe(0);
		expect(await blobs.size({ organisation: ada.organisation, sha256: sent[4] })).toBeUndefined();
	});
});
