/** Connects the page to the browser's notifications: the page notifier, the counts, the presses, and the subscription that is kept. */
import { keepAttention } from './attention.ts';
import { PageNotifier } from './page-notifier.ts';
import { isWantedHere, keepSubscription, permissionState } from './push-link.ts';
import { messageInWords } from './files/file-words.ts';
import type { WorkspaceView } from './workspace-view.svelte.ts';
import type { Concern } from '#lib/domain/concern.ts';
import { tagOf } from './notice-tag.ts';
import { decodeMentions } from '#lib/domain/mentions.ts';
import { notifications as t } from '#lib/i18n/notifications.ts';
import type { PushedNotice } from '#lib/protocol/push.ts';
import type { ConversationSummary } from './summaries.ts';

/** @param go opens a page of the application @returns stops */
export function showNotices(view: WorkspaceView, go: (path: string) => void): () => void {
	const { user } = view.workspace.account;
	const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	const stops: (() => void)[] = [];
	stops.push(
		keepAttention((body) => {
			// Not by the view: an effect that starts this must not run again with every change.
			if (view.workspace.connection.state === 'signed-out') return;
			const headers = { 'content-type': 'application/json' };
			void fetch('/api/attention', {
				method: 'POST',
				headers,
				body: JSON.stringify(body),
				keepalive: true,
			}).catch(() => {});
		}),
	);
	if (container) {
		const hear = ({ data }: MessageEvent<{ type?: unknown; path?: unknown } | null>) => {
			if (data?.type === 'go' && typeof data.path === 'string' && data.path.startsWith('/')) go(data.path);
			else if (data?.type === 'push-renewed') void keepSubscription(user);
		};
		container.addEventListener('message', hear);
		stops.push(() => container.removeEventListener('message', hear));
		void keepSubscription(user);
		stops.push(notifyAlone(view, container));
	}
	return () => {
		for (const stop of stops) stop();
	};
}

/** In one tab of the browser: the lock goes to the next when this one closes. */
function notifyAlone(view: WorkspaceView, container: ServiceWorkerContainer): () => void {
	const { promise: closed, resolve: stop } = Promise.withResolvers<void>();
	const aborted = new AbortController();
	void navigator.locks
		.request('parley/notifier', { signal: aborted.signal }, async () => {
			const registration = await container.ready;
			const close = closing(registration);
			const notifier = new PageNotifier({
				words: (summary, kind, showText) => wordsOf(view, summary, kind, showText),
				show: (notice) => show(view, registration, notice),
				close,
			});
			const take = () => {
				// Whoever sits here next is not to read them.
				if (view.workspace.connection.state === 'signed-out') return void closeAll(registration);
				notifier.take({
					summaries: view.workspace.list(),
					told: view.workspace.told,
					settings: view.workspace.notificationSettings,
					isCurrent: view.workspace.connection.state === 'current',
					isLookedAt: document.visibilityState === 'visible' && document.hasFocus(),
				});
			};
			const unsubscribe = view.workspace.subscribe(take);
			take();
			await closed.finally(unsubscribe);
		})
		.catch(() => {});
	return () => {
		aborted.abort();
		stop();
	};
}

function wordsOf(view: WorkspaceView, summary: ConversationSummary, kind: Concern, showText: boolean) {
	const last = summary.lastMessage;
	const author = last ? view.nameOf(last.author) : '';
	const place = summary.channel ? `# ${summary.name}` : summary.name;
	if (kind === 'added' || !last) return { title: place, body: t.hidden.added };
	const title = summary.kind === 'dm' ? author : t.authorIn(author, place);
	const text = () => messageInWords(last.files ?? [], decodeMentions(last.preview, view.nameOrEveryone));
	const body = showText && !last.deleted ? text() : t.hidden[kind];
	return { title, body };
}

/** As the service worker shows what is pushed, with the same tag: the one replaces the other. */
function show(view: WorkspaceView, registration: ServiceWorkerRegistration, notice: PushedNotice): void {
	if (permissionState() !== 'granted' || !isWantedHere(view.workspace.account.user)) return;
	registration.active?.postMessage({ type: 'show', show: notice });
}

async function closeAll(registration: ServiceWorkerRegistration): Promise<void> {
	for (const shown of await registration.getNotifications()) shown.close();
}

/** Asks the browser once for all that are to be closed in one turn: at the start that is nearly every conversation. */
function closing(registration: ServiceWorkerRegistration): (conversation: string) => void {
	const tags = new Set<string>();
	return (conversation) => {
		if (tags.size === 0)
			queueMicrotask(() => {
				const due = new Set(tags);
				tags.clear();
				void registration.getNotifications().then((all) => {
					for (const shown of all) if (due.has(shown.tag)) shown.close();
				});
			});
		tags.add(tagOf(conversation));
	};
}
