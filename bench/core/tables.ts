/** The figures as Markdown, as the README shows them. */
import type { AcknowledgeFigures, Scenario } from './acknowledge.ts';
import type { LoadFigures } from './fold.ts';
import type { VerifyFigures } from './verify.ts';

export function verifyTable(figures: readonly VerifyFigures[]): string {
	return table(
		['Verify one message, document of', 'p50', 'p99'],
		figures.map(({ messages, p50Micros, p99Micros }) => [
			`${count(messages)} messages`,
			`${p50Micros.toFixed(1)} µs`,
			`${p99Micros.toFixed(1)} µs`,
		]),
	);
}

export function loadTable(figures: { parley: LoadFigures[]; arrayOfMaps: LoadFigures[] }): string {
	const rows = figures.parley.flatMap((parley, i) => [
		loadRow('Logs and ledger', parley),
		loadRow('Y.Array of Y.Map', figures.arrayOfMaps[i]!),
	]);
	return table(['Open a document', 'Messages', 'Bytes', 'Load', 'List', 'Both', 'One more message'], rows);
}

function loadRow(
	name: string,
	{ messages, bytes, loadMs, listMs, totalMs, appendMicros }: LoadFigures,
): string[] {
	return [
		name,
		count(messages),
		`${(bytes / 1e6).toFixed(1)} MB`,
		`${loadMs.toFixed(0)} ms`,
		`${listMs.toFixed(0)} ms`,
		`${totalMs.toFixed(0)} ms`,
		`${(appendMicros / 1000).toFixed(2)} ms`,
	];
}

export function acknowledgeTable(figures: readonly (Scenario & AcknowledgeFigures)[]): string {
	return table(
		[
			'Connections',
			'Load',
			'Acknowledged',
			'p50',
			'p99',
			'Delivered to others',
			'CPU each: relay, PostgreSQL, clients',
		],
		figures.map((figure) => [
			`${figure.connections} in ${figure.connections / figure.perConversation} conversations`,
			figure.load.kind === 'closed'
				? 'one message on its way each'
				: `${count(figure.load.messagesPerSecond)} messages/s, spread evenly`,
			`${count(figure.perSecond)}/s`,
			`${figure.p50Ms.toFixed(1)} ms`,
			`${figure.p99Ms.toFixed(1)} ms`,
			`${count(figure.deliveriesPerSecond)}/s`,
			`${[figure.relayMicros, figure.postgresMicros, figure.clientMicros].map((micros) => micros.toFixed(0)).join(', ')} µs`,
		]),
	);
}

function count(number: number): string {
	return Math.round(number).toLocaleString('en-GB');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
