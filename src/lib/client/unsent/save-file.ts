import { writeUnsentFile, type UnsentWork } from './unsent-file.ts';

/** Offers the work as a download. */
export function saveUnsentWork(work: UnsentWork): void {
	const url = URL.createObjectURL(new Blob([writeUnsentFile(work)], { type: 'application/json' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = `parley-unsent-${new Date(work.savedAt).toISOString().slice(0, 16).replace(':', '')}.json`;
	link.click();
	// The download has begun by then; the browser reads the blob in its own time.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
