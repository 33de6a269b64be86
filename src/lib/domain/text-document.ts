/** The one home of a text document's shape (SPEC X2): nothing else in the project calls `doc.getText`. */
import type * as Y from 'yjs';

/** @param root TEXT_ROOT, or a conversation's id in a user's drafts */
export function textOf(doc: Y.Doc, root: string): Y.Text {
	return doc.getText(root);
}

/** The roots that a replica holds, of living texts or of none. */
export function textRoots(doc: Y.Doc): string[] {
	return [...doc.share.keys()];
}
