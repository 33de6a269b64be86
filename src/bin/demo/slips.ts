/** What happens to messages by the way. */
import { MINUTE } from './calendar.ts';
import type { PlannedEvent, PlannedMessage } from './plan.ts';
import type { Random } from './random.ts';

/** A slip that is corrected, one that is taken back, one written where there is no signal. */
export function embellish(
	events: readonly PlannedEvent[],
	random: Random,
	nextId: () => number,
): PlannedEvent[] {
	const result: PlannedEvent[] = [];
	const first = events[0];
	for (const event of events) {
		result.push(event);
		if (event.kind !== 'message') continue;
		const { room, by, receivedAt } = event;
		const later = (minutes: number) => {
			const then = receivedAt + Math.round(minutes * MINUTE);
			return { room, by, at: then - random.integer(40, 400), receivedAt: then };
		};
		if (
			event !== first &&
			event.re === undefined &&
			first?.kind === 'message' &&
			first.by !== by &&
			random.chance(0.07)
		) {
			event.re = first.id;
		}
		const slip = random.chance(0.02) ? misspell(event.text, random) : undefined;
		if (slip) {
			result.push({ kind: 'edit', of: event.id, text: event.text, ...later(0.3 + random.next() * 2) });
			event.text = slip;
		} else if (random.chance(0.007) && event.text.split(' ').length > 6) {
			const begun: PlannedMessage = {
				kind: 'message',
				id: nextId(),
				room,
				by,
				at: receivedAt - 50_300,
				receivedAt: receivedAt - 50_000,
				text: event.text.split(' ').slice(0, random.integer(2, 4)).join(' '),
			};
			result.push(begun, {
				kind: 'delete',
				room,
				by,
				of: begun.id,
				at: receivedAt - 31_000,
				receivedAt: receivedAt - 30_800,
			});
		}
		const outside = by === 'mitch' || by === 'nadia' || by === 'jamie';
		if (event === first && outside && room === 'field-ops' && random.chance(0.05)) {
			event.at -= random.integer(18, 130) * MINUTE;
		}
	}
	return result;
}

/** Two letters of a word change places. */
function misspell(text: string, random: Random): string | undefined {
	const words = [...text.matchAll(/\b[a-z]{6,}\b/g)];
	if (words.length === 0) return undefined;
	const word = random.pick(words);
	const at = word.index + random.integer(1, word[0].length - 3);
	if (text[at] === text[at + 1]) return undefined;
	return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
}
