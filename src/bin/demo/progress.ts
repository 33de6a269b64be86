/** Shows on one line how far the history is written. Where lines cannot be written over, such as in a log file, one line stands for all. */
export function showProgress(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): (share: number) => void {
	const words = 'Writing a year of history, this time only';
	let shown = -1;
	return (share) => {
		const percent = Math.floor(share * 100);
		if (percent === shown) return;
		if (output.isTTY) output.write(`\r${words}: ${percent} %${percent === 100 ? '\n' : ''}`);
		else if (shown < 0) output.write(`${words}.\n`);
		shown = percent;
	};
}
