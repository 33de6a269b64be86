/** The parts that send files, made and tied to each other. */
import type { Environment } from '../environment.ts';
import type { ServerLink } from '../server-link.ts';
import type { Shelf } from '../shelf.ts';
import type { Tabs } from '../tabs.ts';
import type { WorkspaceCopy } from '../workspace-copy.ts';
import { FileDesk } from './file-desk.ts';
import { OwnUploads } from './own-uploads.ts';
import { StagedFiles } from './staged-files.ts';
import { uploadLink } from './upload-link.ts';
import { UploadQueue } from './upload-queue.ts';

export interface OwnFiles {
	desk: FileDesk;
	uploads: OwnUploads;
	queue: UploadQueue;
	/** Calls when a file that was sent from here stands otherwise. */
	listen(listener: (id: string) => void): void;
	close(): void;
}

export interface OpenFilesOptions {
	user: string;
	environment: Environment;
	server: ServerLink;
	tabs: Tabs;
	copy: WorkspaceCopy;
	shelf: Shelf;
	storeName: string;
	newId(): string;
	onTray(conversation: string): void;
	/** More or fewer files are on their way. */
	onCount(): void;
}

/** Where the server does not say: its default (`MAX_FILE_MB`). */
const USUAL_MOST = 512 * 2 ** 20;

export async function openFiles(options: OpenFilesOptions): Promise<OwnFiles | null> {
	const { user, environment, server, tabs, copy, shelf, storeName, newId, onTray, onCount } = options;
	const { files: work, locks, clock, randomness, storage } = environment;
	if (!work) return null;
	const store = await storage.openKeyValue(storeName);
	const staged = new StagedFiles(store);
	const listeners = new Set<(id: string) => void>();
	let known = 0;
	const tell = (id: string) => {
		for (const listener of listeners) listener(id);
		const { length } = uploads.onTheirWay;
		if (length === known) return;
		known = length;
		onCount();
	};
	const onStored = () => tabs.post({ type: 'stored', prefix: 'file/' });
	const isThere = (conversation: string) => copy.creationOf(conversation) === 'accepted';
	const queue = new UploadQueue({
		...{ user, files: staged, locks, clock, randomness, isThere, onStored },
		link: uploadLink(work.exchange, async () => {
			const { admission } = await server.check();
			if (admission === 'admitted') return null;
			return { kind: admission === 'signed-out' ? 'stop' : 'later' };
		}),
		onChange: tell,
		onProgress: (id, sent) => tabs.post({ type: 'upload', id, sent }),
	});
	const uploads = new OwnUploads(staged, queue, isThere, onStored);
	tabs.on('upload', ({ id, sent }) => queue.heard(id, sent));
	const desk = new FileDesk({
		...{ files: staged, queue, tabs, onTray, onChange: tell },
		now: () => clock.now(),
		newId,
		digest: (bytes) => work.digest(bytes),
		describe: (bytes) => work.describe(bytes),
		most: () => copy.server?.maxFileBytes ?? USUAL_MOST,
		itemsOf(conversation) {
			const set = shelf.get(conversation);
			return set?.loaded ? [...set.replicas].flatMap((replica) => replica.items()) : null;
		},
	});
	return {
		desk,
		queue,
		uploads,
		listen: (listener) => void listeners.add(listener),
		close() {
			queue.close();
			staged.close();
		},
	};
}
