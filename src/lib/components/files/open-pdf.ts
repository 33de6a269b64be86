/**
 * A PDF as pictures of its pages (D06). The browser's own viewer would need a frame with the file's bytes in it, and phones have none; here a worker reads
 * them, and the page draws what it says: no script of the file's runs, and no address in it is asked for (threats 5, 7). Loaded when the first one is opened.
 */
import { getDocument, PDFWorker } from 'pdfjs-dist';
import { workerUrl } from '#lib/client/trusted-worker.ts';

export interface OpenPdf {
	pages: number;
	/** Height of a page by its width; pages count from 1. */
	shapeOf(page: number): Promise<number>;
	/** Draws it so many px wide. Answers with its words, for who does not see it. */
	draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<string>;
	close(): void;
}

/** As on the server: what is larger is left white. */
const MAX_PIXELS = 40_000_000;
/** The edge of a canvas that every browser makes. */
const MAX_EDGE = 4096;

/** Rejects for what is no PDF, and for one with a password. */
export async function openPdf(bytes: Blob): Promise<OpenPdf> {
	const port = new Worker(workerUrl('pdf'), { type: 'module' });
	const worker = new PDFWorker({ port });
	const task = getDocument({
		data: new Uint8Array(await bytes.arrayBuffer()),
		worker,
		useSystemFonts: true,
		enableXfa: false,
		maxImageSize: MAX_PIXELS,
		// The content security policy lets no page compile it.
		useWasm: false,
		disableWorkerRendering: true,
	});
	const close = () => {
		void task.destroy().catch(() => {});
		worker.destroy();
		port.terminate();
	};
	try {
		const document = await task.promise;
		return {
			pages: document.numPages,
			async shapeOf(number) {
				const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
				return height / width;
			},
			async draw(number, canvas, width) {
				const page = await document.getPage(number);
				const whole = page.getViewport({ scale: 1 });
				const scale = Math.min(width / whole.width, MAX_EDGE / whole.width, MAX_EDGE / whole.height);
				const viewport = page.getViewport({ scale });
				canvas.width = Math.round(viewport.width);
				canvas.height = Math.round(viewport.height);
				await page.render({ canvas, viewport }).promise;
				const { items } = await page.getTextContent();
				page.cleanup();
				return items.map(({ str = '', hasEOL = false }) => str + (hasEOL ? '\n' : '')).join('');
			},
			close,
		};
	} catch (error) {
		close();
		throw error;
	}
}
