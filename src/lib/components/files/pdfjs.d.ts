/** What is used of pdf.js; its own declarations bring a whole editor with them. */
declare module 'pdfjs-dist' {
	export interface Viewport {
		width: number;
		height: number;
	}
	export interface Page {
		getViewport(of: { scale: number }): Viewport;
		render(onto: { canvas: HTMLCanvasElement; viewport: Viewport }): {
			promise: Promise<void>;
			cancel(): void;
		};
		getTextContent(): Promise<{ items: { str?: string; hasEOL?: boolean }[] }>;
		cleanup(): void;
	}
	export interface Document {
		numPages: number;
		getPage(number: number): Promise<Page>;
	}
	export class PDFWorker {
		constructor(of: { port: Worker });
		destroy(): void;
	}
	export function getDocument(of: {
		data: Uint8Array;
		worker: PDFWorker;
		/** For fonts that the file does not bring. */
		useSystemFonts: boolean;
		enableXfa: boolean;
		/** Pixels of one picture in it. */
		maxImageSize: number;
		useWasm: boolean;
		disableWorkerRendering: boolean;
	}): { promise: Promise<Document>; destroy(): Promise<void> };
}
