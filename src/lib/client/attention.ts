/** Tells the server that somebody looks at this page (SPEC B5), so that no other device calls for what is seen here. */

/** The server forgets it after 60 s. */
const RENEW_MS = 25_000;
/** A page that is in front, but nobody touched it for so long, is nobody's attention. */
const IDLE_MS = 120_000;

const USED = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** @param post sends the state; may fail @returns stops, and says that nobody looks any more */
export function keepAttention(post: (body: { tab: string; on: boolean }) => void): () => void {
	const tab = crypto.randomUUID();
	let usedAt = Date.now();
	let told = false;
	const isLooking = () =>
		document.visibilityState === 'visible' && document.hasFocus() && Date.now() - usedAt < IDLE_MS;
	const tell = () => {
		const on = isLooking();
		if (on || told) post({ tab, on });
		told = on;
	};
	const used = () => {
		usedAt = Date.now();
		if (!told) tell();
	};
	const left = () => {
		if (told) post({ tab, on: false });
		told = false;
	};
	const looked = () => {
		if (document.hasFocus()) usedAt = Date.now();
		if (isLooking() !== told) tell();
	};
	for (const name of USED) document.addEventListener(name, used, { passive: true, capture: true });
	for (const name of ['focus', 'blur'] as const) window.addEventListener(name, looked);
	document.addEventListener('visibilitychange', looked);
	window.addEventListener('pagehide', left);
	const timer = setInterval(tell, RENEW_MS);
	tell();
	return () => {
		clearInterval(timer);
		for (const name of USED) document.removeEventListener(name, used, { capture: true });
		for (const name of ['focus', 'blur'] as const) window.removeEventListener(name, looked);
		document.removeEventListener('visibilitychange', looked);
		window.removeEventListener('pagehide', left);
		left();
	};
}
