import { recordedType } from './can-record.ts';
import type { Described } from './describe-file.ts';
import { encodePreview, loudnessOf } from './loudness.ts';

const LEVEL_EVERY_MS = 50;
const BITS_PER_SECOND = 32_000;
/** It ends by itself; nobody listens for longer. */
export const MOST_MS = 60 * 60 * 1000;

export interface Recorded {
	bytes: Blob;
	known: Pick<Described, 'type' | 'duration' | 'preview'>;
}

/** One voice message, from the first sound to the last. */
export class VoiceRecorder {
	/** `refused`: the person or the browser does not give the microphone; `missing`: there is none. */
	state: 'asking' | 'recording' | 'paused' | 'done' | 'refused' | 'missing' = $state('asking');
	/** ms that were recorded. */
	duration = $state(0);
	/** How loud it was, 0 to 1, one for each 50 ms. */
	levels: readonly number[] = $state.raw([]);
	recorded: Recorded | null = $state.raw(null);

	#stream: MediaStream | null = null;
	#recorder: MediaRecorder | null = null;
	#context: AudioContext | null = null;
	#timer: ReturnType<typeof setInterval> | undefined;
	#pieces: Blob[] = [];
	#before = 0;
	#since = 0;
	#closed = false;

	async start(): Promise<void> {
		try {
			this.#stream = await navigator.mediaDevices.getUserMedia({
				audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
			});
		} catch (error) {
			const name = error instanceof Error ? error.name : '';
			this.state = name === 'NotFoundError' || name === 'NotReadableError' ? 'missing' : 'refused';
			return;
		}
		// It was given up before the person had answered.
		if (this.#closed) return this.#letGo();
		const recorder = new MediaRecorder(this.#stream, {
			mimeType: recordedType()!,
			audioBitsPerSecond: BITS_PER_SECOND,
		});
		recorder.ondataavailable = ({ data }) => this.#pieces.push(data);
		this.#recorder = recorder;
		this.#listen(this.#stream);
		recorder.start(1_000);
		this.#goOn();
	}

	pause(): void {
		if (this.state !== 'recording') return;
		this.#recorder?.pause();
		this.#count();
		this.#before = this.duration;
		this.state = 'paused';
	}

	resume(): void {
		if (this.state !== 'paused') return;
		this.#recorder?.resume();
		this.#goOn();
	}

	/** Ends it; null when nothing was recorded. */
	async stop(): Promise<Recorded | null> {
		if (this.recorded || !this.#recorder || this.#closed) return this.recorded;
		if (this.state === 'recording') this.pause();
		const recorder = this.#recorder;
		await new Promise<void>((resolve) => {
			recorder.onstop = () => resolve();
			recorder.stop();
		});
		this.#letGo();
		const type = recorder.mimeType.split(';')[0]!;
		const known = {
			type,
			duration: Math.round(this.duration),
			preview: encodePreview(loudnessOf(this.levels)),
		};
		this.recorded = { bytes: new Blob(this.#pieces, { type }), known };
		this.state = 'done';
		return this.recorded;
	}

	/** What was recorded is dropped, unless it was taken before. */
	close(): void {
		this.#closed = true;
		if (this.#recorder && this.#recorder.state !== 'inactive') this.#recorder.stop();
		this.#letGo();
	}

	#goOn(): void {
		this.#since = performance.now();
		this.state = 'recording';
	}

	#count(): void {
		if (this.state === 'recording') this.duration = this.#before + performance.now() - this.#since;
	}

	#listen(stream: MediaStream): void {
		this.#context = new AudioContext();
		const analyser = this.#context.createAnalyser();
		analyser.fftSize = 1024;
		this.#context.createMediaStreamSource(stream).connect(analyser);
		const samples = new Float32Array(analyser.fftSize);
		this.#timer = setInterval(() => {
			if (this.state !== 'recording') return;
			this.#count();
			analyser.getFloatTimeDomainData(samples);
			const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
			// Speech is far from full volume.
			this.levels = [...this.levels, Math.min(1, Math.sqrt(power) * 4)];
			if (this.duration >= MOST_MS) void this.stop();
		}, LEVEL_EVERY_MS);
	}

	#letGo(): void {
		clearInterval(this.#timer);
		for (const track of this.#stream?.getTracks() ?? []) track.stop();
		void this.#context?.close().catch(() => {});
		this.#context = null;
	}
}
