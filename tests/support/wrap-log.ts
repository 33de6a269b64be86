import type { Log } from '../../sync-server/log.ts';

/** The same log, with some calls that do something else. */
export function wrapLog(log: Log, changed: Partial<Log>): Log {
	return {
		append: (needs, build) => log.append(needs, build),
		rows: (document, fromSeq) => log.rows(document, fromSeq),
		head: (document) => log.head(document),
		open: (document) => log.open(document),
		snapshotBasis: (document, seq) => log.snapshotBasis(document, seq),
		keepSnapshot: (snapshot) => log.keepSnapshot(snapshot),
		audit: (...read) => log.audit(...read),
		seqAt: (document, time) => log.seqAt(document, time),
		beginEpoch: (document, now) => log.beginEpoch(document, now),
		...changed,
	};
}
