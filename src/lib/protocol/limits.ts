/** Limits on both sides of the wire. Sources: design section 3 and 7, SPEC D11 and W. */
export const LIMITS = {
	/** Bytes of a frame after sign-in. A long offline backlog is one frame. */
	frameBytes: 16 * 1024 * 1024,
	/** Bytes of a frame before sign-in is known. */
	anonymousFrameBytes: 4096,
	documentsPerSocket: 2000,
	/** Events in one row of the log; a longer run is cut into rows. */
	eventsPerRow: 500,
	volumeEvents: 5000,
	volumeClients: 400,
	/** Bytes of a volume's values. */
	volumeBytes: 4 * 1024 * 1024,
	/** Living UTF-16 units of a text document, its items, its client ids (SPEC X8). */
	textUnits: 262_144,
	textItems: 20_000,
	textClients: 4096,
	/** Items between the neighbours that a struct names (SPEC X6). */
	textBetween: 4000,
	/** Depth of a JSON value: an event is depth 1, its tuples 2. */
	valueDepth: 4,
	/** Bytes that may wait for a slow reader before its socket is closed; it resumes. */
	sendBufferBytes: 8 * 1024 * 1024,
	awarenessBytes: 2048,
	/** What the frames of one user may cost a relay, over all of his sockets: at once, then every second. Beyond it they wait (threats, control 23). */
	userBudget: {
		/** Milliseconds of the relay's thread. */
		workMs: { burst: 2000, perSecond: 50 },
		/** A few of the longest backlogs. */
		bytes: { burst: 64 * 1024 * 1024, perSecond: 2 * 1024 * 1024 },
		frames: { burst: 20_000, perSecond: 1000 },
		/** Decoded and not stored yet: structs of a few bytes take twenty times as many in memory. More is decoded when these are done. */
		heldBytes: 1024 * 1024,
		/** Words about presence, in all documents. */
		awareness: { burst: 200, perSecond: 50 },
	},
	/** People of whom one socket hears whether they are connected (SPEC A5). */
	watchedPeople: 1000,
	/** A silent socket's person counts as gone after this; two pings were missed (SPEC A6). */
	presentMs: 45_000,
	/** Sockets of one user: browsers, telephones, programs. */
	socketsPerUser: 200,
	/** A socket is closed after this silence; clients ping at a third of it. */
	idleMs: 60_000,
	pingMs: 20_000,
} as const;
