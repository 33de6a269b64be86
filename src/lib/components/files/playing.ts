/** One thing sounds at a time. */
export function pauseOthers(player: HTMLMediaElement): void {
	for (const other of document.querySelectorAll<HTMLMediaElement>('audio, video'))
		if (other !== player) other.pause();
}
