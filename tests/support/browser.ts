/** A browser as the server sees it: keeps its cookies, and says where its requests come from. */
export class Browser {
	readonly origin: string;
	readonly cookies = new Map<string, string>();
	readonly address: string;

	constructor(origin: string, address = '127.0.0.1') {
		this.origin = origin;
		this.address = address;
	}

	async request(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (this.cookies.size > 0) {
			headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
		}
		if (!headers.has('user-agent')) headers.set('user-agent', 'Test Browser');
		const response = await fetch(new URL(path, this.origin), { redirect: 'manual', ...init, headers });
		for (const line of response.headers.getSetCookie()) this.#keep(line);
		return response;
	}

	get(path: string): Promise<Response> {
		return this.request(path);
	}

	/** Sends a page's form. `path` may name an action: `/people?/invite`. Answers with the action's result. */
	async submit(path: string, fields: Record<string, string>): Promise<FormAnswer> {
		const response = await this.request(path, {
			method: 'POST',
			body: new URLSearchParams(fields),
			headers: { origin: this.origin, accept: 'application/json', 'x-sveltekit-action': 'true' },
		});
		const text = await response.text();
		try {
			return { response, ...(JSON.parse(text) as ActionJson) };
		} catch {
			throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
		}
	}

	async post(path: string, body: unknown): Promise<Response> {
		const headers = { origin: this.origin, 'content-type': 'application/json' };
		return this.request(path, { method: 'POST', body: JSON.stringify(body), headers });
	}

	#keep(line: string): void {
		const [pair, ...attributes] = line.split(';');
		const [name, value] = pair!.split('=') as [string, string];
		const ended = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
		if (ended || value === '') this.cookies.delete(name);
		else this.cookies.set(name, value);
	}
}

interface ActionJson {
	type: 'success' | 'failure' | 'redirect' | 'error';
	status?: number;
	location?: string;
	/** As SvelteKit's devalue writes it. */
	data?: string;
}
export type FormAnswer = ActionJson & { response: Response };
