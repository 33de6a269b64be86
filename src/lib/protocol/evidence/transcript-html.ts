/** A transcript as a page of its own (SPEC E6): rows of a ledger, nothing loaded, nothing run. Whatever people wrote is text here, and stays inside its line. */
import { conversationOf, nameOfDocument } from '../document-name.ts';
import type { SystemEvent } from '#lib/domain/events.ts';
import type { Manifest, PackNames } from './pack-format.ts';
import { PACK_STYLE } from './pack-style.ts';
import type { Source, Transcript, TranscriptEntry, TranscriptMessage } from './transcript.ts';

/** Written and received further apart than this is said. */
const LATE_AFTER_MS = 120_000;

const STYLE = `${PACK_STYLE}
header{padding:28px 24px 20px;border-bottom:1px solid var(--line)}
header p{margin:6px 0 0;color:var(--ink-2);font-size:.8125rem;line-height:1.125rem}
main{padding:8px 24px 48px}
.day{display:flex;gap:12px;align-items:center;margin:20px 0 6px;font:600 .75rem/1rem var(--font);color:var(--ink-3)}
.day::after{content:"";flex:1;border-top:1px solid var(--line)}
.row{display:grid;grid-template-columns:52px 66px minmax(0,1fr);gap:0 12px;padding:6px 0}
.row:target{background:var(--accent-tint)}
.n,.t{font:400 .75rem/1.375rem var(--mono);color:var(--ink-3);text-align:end}
.t{text-align:start}
.who{font-weight:650}
.body{white-space:pre-wrap}
.meta{color:var(--ink-3);font-size:.75rem;line-height:1rem}
.gone{border:1px dashed var(--danger);border-radius:10px;padding:6px 10px;margin-top:4px}
.gone .meta{color:var(--danger);font-weight:600}
del{color:var(--danger)}
ins{text-decoration-thickness:1px;color:var(--accent)}
.standing{border:1px solid var(--line);border-radius:10px;background:var(--raised);padding:10px 14px}
.hidden{color:var(--note)}
.quote{border-inline-start:2px solid var(--line-strong);padding-inline-start:8px}
details{margin-top:2px}
summary{cursor:pointer}
@media (max-width:600px){header,main{padding-inline:16px}.row{grid-template-columns:40px minmax(0,1fr)}.t{grid-column:2}.row>div{grid-column:2}.n{grid-row:1}}
@media print{html,body{background:#fff}details{display:none}}
`;

export function transcriptHtml(
	document: string,
	transcript: Transcript,
	manifest: Manifest,
	names: PackNames,
): string {
	const parsed = nameOfDocument(document);
	const title = nameIn(names.conversations, (parsed && conversationOf(parsed)) ?? '');
	const part = partWords(document, manifest);
	const { from, until, people } = manifest.scope;
	const range = from === null && until === null ? '' : ` Texts of ${rangeWords(from, until)}.`;
	const of =
		people === null ? '' : ` Texts of ${people.map((user) => name(nameIn(names.people, user))).join(', ')}.`;
	let day = '';
	const lines: string[] = [];
	for (const entry of transcript.entries()) {
		const date = dayOf(entry.received);
		if (date !== day) lines.push(`<h2 class="day">${date}</h2>`);
		day = date;
		lines.push(lineOf(entry, names));
	}
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${name(title)}${part}</h1>
<p>${name(manifest.organisation.name)}. Exported ${momentOf(manifest.at)} by ${name(manifest.by.name)}: <bdi>${escape(manifest.reason)}</bdi>${/[.!?]$/.test(manifest.reason) ? '' : '.'}${range}${of}</p>
<p>All times are UTC. The number of each line is that of its stored row. This page proves nothing by itself: verify.html and verify.mjs, beside it, hold it against the rows.</p>
</header>
<main>
${standingText(transcript)}${lines.join('\n')}
</main>
</body>
</html>
`;
}

/** Which of a conversation's documents it is. */
function partWords(document: string, { documents }: Manifest): string {
	const name = nameOfDocument(document);
	if (!name) return '';
	if (name.kind === 'text') return document.endsWith('/reply') ? ', shared draft of a reply' : ', notes';
	const what = name.kind === 'internal' ? ', internal remarks' : '';
	const stem = document.slice(0, document.lastIndexOf('/') + 1);
	const parts = documents.filter((other) => other.document.startsWith(stem));
	return parts.length > 1 ? `${what}, part ${name.volume + 1} of ${parts.length}` : what;
}

function standingText({ text: standing }: Transcript): string {
	if (standing === null) return '';
	const body = standing === '' ? '<p class="meta">Nothing is left of it.</p>' : text(standing);
	return `<h2>As it stands</h2>\n<div class="standing">${body}</div>\n`;
}

function lineOf(entry: TranscriptEntry, names: PackNames): string {
	return `<div class="row" id="r${entry.row}${entry.kind === 'message' || entry.kind === 'hidden' ? `-${entry.clock}` : ''}"><span class="n">${entry.row}</span><span class="t">${clockOf(entry.received)}</span><div>${contentOf(entry, names)}</div></div>`;
}

function contentOf(entry: TranscriptEntry, names: PackNames): string {
	const who = `<span class="who">${name(nameIn(names.people, entry.author))}</span>`;
	switch (entry.kind) {
		case 'message':
			return messageOf(entry, who, names);
		case 'system':
			return `<span class="meta">${systemWords(entry.event, names)}</span>`;
		case 'refused': {
			const texts = entry.events.flatMap((event) => ('b' in event ? [text(event.b)] : []));
			return `${who} <span class="meta">was refused, and nobody else saw it: ${escape(entry.code)}</span>${texts.map((each) => `<div class="gone">${each}</div>`).join('')}${proof(entry)}`;
		}
		case 'hidden':
			return `${who} <span class="hidden">${entry.erased === null ? 'The text is not part of this pack.' : `Erased by legal request ${entry.erased}. The chain still verifies.`}</span>${proof(entry)}`;
		case 'change':
			return `${who} <span class="meta">${changeWords(entry.event.k)} a message that is not open here</span>${'b' in entry.event ? text(entry.event.b) : ''}${proof(entry)}`;
		case 'text': {
			const removed = entry.removed
				? `<div class="body"><del><bdi dir="auto">${escape(entry.removed)}</bdi></del></div>`
				: '';
			const written =
				entry.written === ''
					? ''
					: `<div class="body"><ins><bdi dir="auto">${escape(entry.written)}</bdi></ins></div>`;
			const deed = written ? (removed ? 'wrote, and took away' : 'wrote') : removed ? 'took away' : '';
			const erased =
				entry.erased === null
					? ''
					: ` <span class="hidden">Words erased by legal request ${entry.erased}. The chain still verifies.</span>`;
			return `${who} <span class="meta">${deed || (erased ? 'changed it' : 'took away')}</span>${erased}${removed}${written}${proof(entry)}`;
		}
		case 'erasure':
			return `<span class="meta">Words of ${entry.rows.length === 1 ? 'row' : 'rows'} ${entry.rows.join(', ')} were erased by legal request ${entry.request}.</span>`;
		case 'restored':
			return '<span class="meta">The server was brought back from a backup here.</span>';
		case 'giver':
			return `${who} <span class="meta">gave back what the server had lost.</span>${proof(entry)}`;
		case 'volume':
			return '<span class="meta">The conversation goes on in the next part.</span>';
	}
}

function messageOf(message: TranscriptMessage, who: string, names: PackNames): string {
	const { edits, deleted, reactions, answers, forwarded, files, written, redacted } = message;
	const received = message.restored?.first ?? message.received;
	const late =
		received - written > LATE_AFTER_MS ? ` <span class="meta">written ${momentOf(written)}</span>` : '';
	const given = message.restored
		? ` <span class="meta">given back by ${name(nameIn(names.people, message.restored.by))}; first stored ${momentOf(message.restored.first)}</span>`
		: '';
	const copy = message.replaces ? ' <span class="meta">written again by the same device</span>' : '';
	const reply = answers
		? `<div class="quote meta">answers message ${answers[2]} of client ${answers[1]}${answers[0] > 0 ? `, part ${answers[0] + 1}` : ''}</div>`
		: '';
	const origin = forwarded
		? `<div class="quote meta">forwarded: as received from ${name(nameIn(names.people, forwarded[4]))} at ${momentOf(forwarded[5])}, message ${forwarded[3]} of client ${forwarded[2]} in conversation ${forwarded[0]}</div>`
		: '';
	const attached = (files ?? [])
		.map(
			([, file, type, size, sha256]) =>
				`<div class="meta">file <bdi dir="auto">${escape(file)}</bdi>, ${escape(type)}, ${size} bytes, SHA-256 ${sha256}</div>`,
		)
		.join('');
	const versions = [{ text: message.text, row: message.row }, ...edits];
	const last = versions.at(-1)!;
	const earlier = versions
		.slice(0, -1)
		.map((version) => `<div class="body"><del><bdi dir="auto">${escape(version.text)}</bdi></del></div>`)
		.join('');
	const now =
		edits.length > 0
			? `<div class="body"><ins><bdi dir="auto">${escape(last.text)}</bdi></ins> <span class="meta">edited in row ${last.row}, ${momentOf(edits.at(-1)!.received)}</span></div>`
			: text(last.text);
	const body = `${earlier}${now}`;
	const gone = deleted
		? `<div class="gone"><div class="meta">Deleted by ${name(nameIn(names.people, deleted.author))}${deleted.moderator ? ', who moderates,' : ''} at ${momentOf(deleted.received)}, row ${deleted.row}${redacted === null ? '' : `; taken from the devices in row ${redacted}`}</div>${body}</div>`
		: body;
	const marks = reactions
		.map(
			(each) =>
				`<bdi>${escape(each.emoji)}</bdi> ${name(nameIn(names.people, each.author))}${each.on ? '' : ' took it back'}, row ${each.row}`,
		)
		.join(' · ');
	return `${who}${late}${given}${copy}${reply}${origin}${gone}${attached}${marks && `<div class="meta">${marks}</div>`}${proof(message)}`;
}

function proof({ row, hash, device, author }: Source): string {
	return `<details class="meta"><summary>Row ${row}</summary>author <span class="mono">${escape(author)}</span><br>device <span class="mono">${device}</span><br>hash <span class="mono">${hash}</span></details>`;
}

function text(body: string): string {
	return `<div class="body"><bdi dir="auto">${escape(body)}</bdi></div>`;
}

function changeWords(kind: string): string {
	return kind === 'e' ? 'edited' : kind === 'd' ? 'deleted' : 'reacted to';
}

function systemWords({ a, by, who, name: given }: SystemEvent, names: PackNames): string {
	const actor = name(nameIn(names.people, by ?? who ?? ''));
	const other = name(nameIn(names.people, who ?? by ?? ''));
	switch (a) {
		case 'created':
			return `${actor} created the conversation`;
		case 'added':
			return `${actor} added ${other}`;
		case 'removed':
			return `${actor} removed ${other}`;
		case 'joined':
			return `${other} joined`;
		case 'left':
			return `${other} left`;
		case 'renamed':
			return `${actor} gave it the name ${name(given ?? '')}`;
		case 'auto-replied':
			return `${actor}, by auto-reply: ${name(given ?? '')}`;
	}
}

/** The id itself where there is no name. */
function nameIn(names: Readonly<Record<string, string>>, id: string): string {
	return Object.hasOwn(names, id) && names[id] !== '' ? names[id]! : id;
}

function name(given: string): string {
	return `<bdi dir="auto">${escape(given)}</bdi>`;
}

function rangeWords(from: number | null, until: number | null): string {
	if (from === null) return `the time until ${momentOf(until!)}`;
	return until === null ? `the time from ${momentOf(from)} on` : `${momentOf(from)} to ${momentOf(until)}`;
}

/** UTC, so that the same rows make the same page anywhere. What no calendar holds is written as a number. */
export function momentOf(at: number): string {
	const date = new Date(at);
	return Number.isNaN(date.getTime())
		? String(at)
		: date
				.toISOString()
				.replace('T', ' ')
				.replace(/\.\d+Z$/, ' UTC');
}

function dayOf(at: number): string {
	return momentOf(at).split(' ')[0]!;
}

function clockOf(at: number): string {
	return momentOf(at).split(' ')[1] ?? '';
}

export function escape(written: string): string {
	return written.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
