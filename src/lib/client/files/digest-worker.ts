/// <reference lib="webworker" />
import { Sha256 } from './sha256.ts';

/** Reads a file through beside the page: answers its SHA-256, or null when it cannot be read. */
self.onmessage = ({ data }: MessageEvent<Blob>) => {
	void digest(data).then(
		(hex) => self.postMessage(hex),
		() => self.postMessage(null),
	);
};

async function digest(blob: Blob): Promise<string> {
	const hash = new Sha256();
	const reader = blob.stream().getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return hash.digest();
		hash.update(value);
	}
}
