/** Moves the focus among the items of a list that is one tab stop. Returns the index to focus, or undefined for other keys. */
export function rovingIndex(key: string, index: number, length: number): number | undefined {
	if (length === 0) return undefined;
	switch (key) {
		case 'ArrowDown':
			return Math.min(index + 1, length - 1);
		case 'ArrowUp':
			return Math.max(index - 1, 0);
		case 'Home':
			return 0;
		case 'End':
			return length - 1;
	}
	return undefined;
}
