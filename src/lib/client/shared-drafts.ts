/** The unsent texts of one person as a Yjs document of all of his devices (SPEC X2): what two of them write apart is merged, not overwritten. */
import * as Y from 'yjs';
import { textOf, textRoots } from '#lib/domain/text-document.ts';
import { editBetween } from '#lib/domain/text-edit.ts';

const WRITTEN_HERE = Symbol('written here');

export class SharedDrafts {
	readonly doc = new Y.Doc();
	readonly #onChange: (conversations: readonly string[]) => void;
	readonly #client: number;
	/** As they stood last. */
	#known = new Map<string, string>();
	/** Something came in that another instance wrote under this one's id: nothing more may be written under it. */
	onTakenOver: (() => void) | null = null;

	/**
	 * @param client a leased id that no other instance uses; @param state what is stored, this id's own among it
	 * @param onChange after a change from elsewhere
	 */
	constructor(
		client: number,
		state: Uint8Array | null,
		onChange: (conversations: readonly string[]) => void,
	) {
		this.#client = client;
		this.#onChange = onChange;
		if (state) Y.applyUpdate(this.doc, state, 'stored');
		// Not before: Yjs takes another id when it meets its own in what comes in.
		this.doc.clientID = client;
		this.#known = this.texts();
		this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
			if (this.doc.clientID !== this.#client) {
				const tell = this.onTakenOver;
				this.onTakenOver = null;
				tell?.();
			}
			const before = this.#known;
			this.#known = this.texts();
			if (origin === WRITTEN_HERE) return;
			const all = new Set([...before.keys(), ...this.#known.keys()]);
			const changed = [...all].filter((root) => (before.get(root) ?? '') !== this.of(root));
			if (changed.length > 0) this.#onChange(changed);
		});
	}

	of(conversation: string): string {
		return this.#known.get(conversation) ?? '';
	}

	/** Those that are not empty. */
	texts(): Map<string, string> {
		const texts = textRoots(this.doc).map((root) => [root, textOf(this.doc, root).toString()] as const);
		return new Map(texts.filter(([, text]) => text !== ''));
	}

	/** The person made this of his draft, here. False when it was that already. */
	write(conversation: string, text: string): boolean {
		const edit = editBetween(this.of(conversation), text);
		if (!edit) return false;
		const { at, remove, insert } = edit;
		this.doc.transact(() => {
			const shared = textOf(this.doc, conversation);
			shared.delete(at, remove);
			shared.insert(at, insert);
		}, WRITTEN_HERE);
		return true;
	}

	/** Takes in what another tab stored, or the relay has. */
	merge(state: Uint8Array): void {
		Y.applyUpdate(this.doc, state, 'stored');
	}

	get state(): Uint8Array {
		return Y.encodeStateAsUpdate(this.doc);
	}
}
