import type { ItsReaders } from '#lib/client/readers.ts';
import type { MessageReader } from '#lib/protocol/readers.ts';
import type { GlyphState } from './StateGlyph.svelte';

export interface ReaderGroup {
	/** `unread` where nothing is known of anybody's devices. */
	kind: 'read' | 'delivered' | 'undelivered' | 'unread';
	state: GlyphState;
	/** The latest first. */
	people: readonly { user: string; at: number | null }[];
}

/**
 * The others of a conversation by what each has of a message.
 * @param known the server's answer; without one nobody's devices are known, and no times
 */
export function readerGroups(
	{ read, unread }: Pick<ItsReaders, 'read' | 'unread'>,
	known: readonly MessageReader[] | null,
): ReaderGroup[] {
	if (!known)
		return [
			{ kind: 'read', state: 'read', people: read.map((user) => ({ user, at: null })) },
			{ kind: 'unread', state: 'stored', people: unread.map((user) => ({ user, at: null })) },
		];
	const group = (
		kind: ReaderGroup['kind'],
		state: GlyphState,
		atOf: (one: MessageReader) => number | null | undefined,
	) => ({
		...{ kind, state },
		people: known
			.flatMap((one) => {
				const at = atOf(one);
				return at === undefined ? [] : { user: one.user, at };
			})
			.sort((one, other) => (other.at ?? 0) - (one.at ?? 0)),
	});
	return [
		group('read', 'read', ({ readAt }) => readAt ?? undefined),
		group('delivered', 'delivered', ({ readAt, deliveredAt }) =>
			readAt === null ? (deliveredAt ?? undefined) : undefined,
		),
		group('undelivered', 'stored', ({ readAt, deliveredAt }) =>
			readAt === null && deliveredAt === null ? null : undefined,
		),
	];
}
