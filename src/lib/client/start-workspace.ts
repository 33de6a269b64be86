import type { Workspace as WorkspaceAnswer } from '#lib/protocol/workspace.ts';
import type { Account } from './account.ts';
import { browserEnvironment } from './browser-environment.ts';
import { browserFiles } from './files/browser-files.ts';
import { mustEndSession, rememberAccount, rememberedAccount, sessionEnded } from './remembered-account.ts';
import { openIndexInWorker } from './search/index-in-worker.ts';
import { Workspace } from './workspace.ts';

export type StartProblem =
	/** Nobody is known here and the server cannot be asked. */
	| 'never-online'
	/** The browser does not let this site store anything. */
	| 'no-storage'
	/** Nobody is signed in. */
	| 'signed-out'
	/** The password is one that somebody else gave; nothing opens before it is changed. */
	| 'own-password-needed';
export type StartResult = { ok: true; workspace: Workspace } | { ok: false; problem: StartProblem };

/** Opens the workspace of whoever was here last, without the network; asks the server who it is only when that may have changed. */
export async function startWorkspace(): Promise<StartResult> {
	if (mustEndSession()) return { ok: false, problem: await endSession() };
	const account = rememberedAccount() ?? (await askServer());
	if (typeof account === 'string') return { ok: false, problem: account };
	rememberAccount(account);
	const environment = {
		...browserEnvironment(),
		openSearchIndex: openIndexInWorker,
		files: browserFiles,
	};
	try {
		return { ok: true, workspace: await Workspace.open(account, environment) };
	} catch (error) {
		if (error instanceof DOMException) return { ok: false, problem: 'no-storage' };
		throw error;
	}
}

/** The person signed out, perhaps while the server did not answer: nobody is let in by the cookie that stayed. */
async function endSession(): Promise<StartProblem> {
	const headers = { 'content-type': 'application/json' };
	try {
		const { ok } = await fetch('/api/sign-out', { method: 'POST', headers, body: '{}' });
		if (!ok) return 'never-online';
	} catch {
		return 'never-online';
	}
	sessionEnded();
	return 'signed-out';
}

async function askServer(): Promise<Account | StartProblem> {
	let response: Response;
	try {
		response = await fetch('/api/workspace', { headers: { accept: 'application/json' } });
	} catch {
		return 'never-online';
	}
	if (response.status === 401) return 'signed-out';
	if (response.status === 403) return 'own-password-needed';
	if (!response.ok) return 'never-online';
	const { organisation, self } = (await response.json()) as WorkspaceAnswer;
	return { user: self.id, name: self.name, organisation };
}
