import { expect, test } from 'vitest';
import { FakeClock, fakeLocks, settle } from '../../../../tests/support/fake-clock.ts';
import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { MemoryKeyValue } from '../memory-key-value.ts';
import { StagedFiles, type StagedFile } from './staged-files.ts';
import { meaningOf, type UploadAnswer, type UploadLink } from './upload-link.ts';
import { UploadQueue } from './upload-queue.ts';

const KB = 1024;
const ROOM = 'room';

/** A server that keeps what it gets, and can be told to say something else. */
class Server implements UploadLink {
	readonly kept = new Map<string, number>();
	readonly asked: string[] = [];
	/** Bytes that came more than once. */
	repeated = 0;
	next: ((request: string) => UploadAnswer | undefined) | null = null;
	hold: Promise<void> | null = null;

	async begin(_: string, [id, , , size]: AttachedFile): Promise<UploadAnswer> {
		const said = this.#said(`begin ${id}`);
		if (said) return said;
		if (!this.kept.has(id)) this.kept.set(id, 0);
		return this.#progress(id, size);
	}

	async append(
		_: string,
		id: string,
		offset: number,
		bytes: Blob,
		signal: AbortSignal,
	): Promise<UploadAnswer> {
		const said = this.#said(`append ${id}`);
		if (said) return said;
		await this.hold;
		if (signal.aborted) return { kind: 'later' };
		const has = this.kept.get(id);
		if (has === undefined) return { kind: 'missing' };
		this.repeated += Math.max(0, Math.min(has, offset + bytes.size) - offset);
		if (offset !== has) return { kind: 'at', offset: has };
		this.kept.set(id, has + bytes.size);
		return this.#progress(id, SIZES.get(id)!);
	}

	async cancel(_: string, id: string): Promise<UploadAnswer> {
		const said = this.#said(`cancel ${id}`);
		if (said) return said;
		return this.kept.delete(id) ? { kind: 'at', offset: 0 } : { kind: 'missing' };
	}

	#said(request: string): UploadAnswer | undefined {
		this.asked.push(request);
		return this.next?.(request);
	}

	#progress(id: string, size: number): UploadAnswer {
		const offset = this.kept.get(id)!;
		return offset === size ? { kind: 'stored' } : { kind: 'at', offset };
	}
}

const SIZES = new Map<string, number>();

async function aPage(server = new Server(), disk = new Map<string, unknown>(), locks = fakeLocks()) {
	const clock = new FakeClock();
	const files = new StagedFiles(new MemoryKeyValue(disk));
	await files.load();
	let isThere = true;
	const queue = new UploadQueue({
		...{ user: 'ann', files, locks, clock, link: server },
		randomness: { fraction: () => 0.5, bytes: (length) => new Uint8Array(length) },
		isThere: () => isThere,
		onChange() {},
		onProgress() {},
		onStored() {},
	});
	return {
		...{ server, disk, locks, clock, files, queue },
		setThere: (there: boolean) => (isThere = there),
		async stage(id: string, size: number, upload: StagedFile['upload'] = 'waiting') {
			SIZES.set(id, size);
			const file = [id, `${id}.bin`, 'application/octet-stream', size, '0', 0, 0, 0, ''] as const;
			const record = { id, conversation: ROOM, at: 0, place: 0, problem: null, message: 'm', settled: false };
			await files.add({ ...record, file, upload }, new Blob([new Uint8Array(size)]));
		},
		state: (id: string) => files.get(id)?.upload,
	};
}

test('[M2] parts follow each other to the end, and of two files the one with less left is first', async () => {
	const { server, queue, stage, state } = await aPage();
	await stage('film', 9_000 * KB);
	await stage('picture', 300 * KB);
	queue.start();
	await settle();
	await settle();
	expect([state('film'), state('picture')]).toEqual(['stored', 'stored']);
	expect(server.asked.slice(0, 3)).toEqual(['begin picture', 'append picture', 'begin film']);
});

test('[M2] a page that ends in the middle is followed by one that sends only the rest', async () => {
	const first = await aPage();
	await first.stage('film', 9_000 * KB);
	let parts = 0;
	first.server.next = (request) => {
		if (request.startsWith('append') && ++parts > 2) return { kind: 'stop' };
		return undefined;
	};
	first.queue.start();
	await settle();
	const had = first.server.kept.get('film')!;
	expect(had).toBeGreaterThan(0);
	first.server.next = null;

	const second = await aPage(first.server, first.disk);
	second.queue.start();
	await settle();
	await settle();
	expect(second.state('film')).toBe('stored');
	expect(first.server.kept.get('film')).toBe(9_000 * KB);
	expect(first.server.repeated).toBe(0);
});

test('without an answer it is tried again later, ever more slowly, and at once with the next connection', async () => {
	const { server, queue, stage, state, clock } = await aPage();
	await stage('film', KB);
	server.next = () => ({ kind: 'later' });
	queue.start();
	await clock.advance(10_000);
	const tries = server.asked.length;
	expect(tries).toBeGreaterThan(2);
	await clock.advance(10_000);
	expect(server.asked.length - tries).toBeLessThan(3);
	server.next = null;
	queue.stop();
	queue.start();
	await settle();
	expect(state('film')).toBe('stored');
});

test('paused in the middle of a part it stands still, and goes on where the server says', async () => {
	const { server, queue, files, stage, state } = await aPage();
	await stage('film', 5_000 * KB);
	const gate = Promise.withResolvers<void>();
	server.hold = gate.promise;
	queue.start();
	await settle();
	await files.put({ ...files.get('film')!, upload: 'paused' });
	queue.run();
	gate.resolve();
	await settle();
	expect([state('film'), server.kept.get('film')]).toEqual(['paused', 0]);
	await files.put({ ...files.get('film')!, upload: 'waiting' });
	queue.run();
	await settle();
	await settle();
	expect(state('film')).toBe('stored');
});

test('what was cancelled is forgotten here when the server was told, also in the middle of a part', async () => {
	const { server, queue, files, stage, clock } = await aPage();
	await stage('film', 5_000 * KB);
	const gate = Promise.withResolvers<void>();
	server.hold = gate.promise;
	queue.start();
	await settle();
	await files.put({ ...files.get('film')!, upload: 'cancelled' });
	queue.run();
	gate.resolve();
	await clock.advance(5_000);
	expect([files.get('film'), server.kept.has('film')]).toEqual([undefined, false]);
	expect(server.asked.at(-1)).toBe('cancel film');
});

test.each([
	[413, undefined, 'too-large'],
	[507, { kind: 'full', of: 'person' }, 'person-full'],
	[507, { kind: 'full', of: 'organisation' }, 'organisation-full'],
	[409, { kind: 'taken' }, 'taken'],
	[404, undefined, 'no-access'],
	[400, { kind: 'infected' }, 'infected'],
	[400, { kind: 'unknown' }, 'unscannable'],
] as const)('[M4] %i %o ends it, and says why', async (status, error, problem) => {
	const { server, queue, stage, files } = await aPage();
	await stage('film', KB);
	server.next = () => meaningOf({ status, body: { error } });
	queue.start();
	await settle();
	expect(files.get('film')).toMatchObject({ upload: 'failed', problem });
});

test('[M3] what arrived as something else is sent once more, then it is said', async () => {
	const { server, queue, stage, files } = await aPage();
	await stage('film', KB);
	server.next = (request) =>
		request.startsWith('append') ? meaningOf({ status: 422, body: {} }) : undefined;
	queue.start();
	await settle();
	await settle();
	expect(server.asked).toEqual(['begin film', 'append film', 'begin film', 'append film']);
	expect(files.get('film')).toMatchObject({ upload: 'failed', problem: 'altered' });
});

test('[M2] an offset that the server knows better is taken', () => {
	const error = { kind: 'offset', offset: 7 };
	expect(meaningOf({ status: 409, body: { error } })).toEqual({ kind: 'at', offset: 7 });
	expect(meaningOf({ status: 409, body: { error: { kind: 'busy' } } })).toEqual({ kind: 'later' });
	expect(meaningOf({ status: 502, body: undefined })).toEqual({ kind: 'later' });
});

test('it waits for its conversation', async () => {
	const { server, queue, stage, state, setThere } = await aPage();
	await stage('film', KB);
	setThere(false);
	queue.start();
	await settle();
	expect(server.asked).toEqual([]);
	setThere(true);
	queue.run();
	await settle();
	expect(state('film')).toBe('stored');
});

test('one tab sends, and another goes on when it has ended', async () => {
	const one = await aPage();
	await one.stage('film', 3_000 * KB);
	const two = await aPage(one.server, one.disk, one.locks);
	one.queue.start();
	two.queue.start();
	await settle();
	await settle();
	expect(one.server.asked.filter((request) => request === 'begin film')).toHaveLength(1);
	expect(one.server.repeated).toBe(0);
	await two.files.load();
	expect(two.state('film')).toBe('stored');
});
