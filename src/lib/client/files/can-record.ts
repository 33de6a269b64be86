/** Opus where there is a choice. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4;codecs=opus', 'audio/mp4', 'audio/webm'];

/** In which form this browser records a voice. */
export function recordedType(): string | undefined {
	return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

export function canRecord(): boolean {
	return (
		typeof MediaRecorder !== 'undefined' &&
		navigator.mediaDevices !== undefined &&
		recordedType() !== undefined
	);
}
