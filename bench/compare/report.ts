/** The comparison as a Markdown table: medians, and beside each peer's how many times Parley's it is. */
import type { Kind } from './contenders.ts';
import type { Figures, Row } from './rows.ts';

export interface RowResult {
	name: string;
	columns: Row['columns'];
	/** Medians over the turns. */
	medians: Partial<Record<Kind, Figures>>;
	turns: Partial<Record<Kind, Figures[]>>;
}

export function table(results: readonly RowResult[], kinds: readonly Kind[]): string {
	const lines = [
		`| | ${kinds.map((kind) => NAMES[kind]).join(' | ')} |`,
		`| --- |${' --- |'.repeat(kinds.length)}`,
	];
	for (const { name, columns, medians } of results)
		for (const [key, { words, unit }] of Object.entries(columns)) {
			const own = medians.parley?.[key];
			const cells = kinds.map((kind) => {
				const value = medians[kind]?.[key];
				if (value === undefined || Number.isNaN(value)) return '-';
				const figure = `${format(value)}${unit === 'messages' ? '' : ` ${unit}`}`;
				if (kind === 'parley' || !own || unit === 'messages') return figure;
				return `${figure} (${format(value / own)} ×)`;
			});
			lines.push(`| ${name}: ${words} | ${cells.join(' | ')} |`);
		}
	return `${lines.join('\n')}\n`;
}

const NAMES: Record<Kind, string> = {
	parley: 'Parley',
	'y-websocket': '@y/websocket-server 0.1.1',
	hocuspocus: '@hocuspocus/server 4.7.0',
};

function format(value: number): string {
	if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
	return String(Number(value.toPrecision(2)));
}
