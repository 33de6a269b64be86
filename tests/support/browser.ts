import { get, type IncomingHttpHeaders } from 'node:http';

/** A browser as the server sees it: keeps its cookies, and says where its requests come from. */
export class Browser {
	readonly cookies = new Map<string, string>();
	readonly #server: string;
	/** What it says of where its pages come from. */
	readonly origin: string;

	constructor(server: string, origin = server) {
		this.#server = server;
		this.origin = origin;
	}

	/** The session id that the cookie carries. */
	get session(): string | undefined {
		return this.cookies.get('session');
	}

	async request(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		if (this.cookies.size > 0) headers.set('cookie', this.#cookieHeader());
		const response = await fetch(new URL(path, this.#server), { redirect: 'manual', ...init, headers });
		for (const line of response.headers.getSetCookie()) this.#keep(line);
		return response;
	}

	get(path: string): Promise<Response> {
		return this.request(path);
	}

	/** Opens a page by its address. Answers with the status and where it leads. (`fetch` cannot say that it navigates.) */
	navigate(
		path: string,
	): Promise<{ status: number; location: string | undefined; headers: IncomingHttpHeaders }> {
		const headers = {
			...{ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
			...{ accept: 'text/html', cookie: this.#cookieHeader() },
		};
		return new Promise((resolve, reject) => {
			const sent = get(new URL(path, this.#server), { headers }, (response) => {
				response.resume();
				const { statusCode, headers } = response;
				resolve({ status: statusCode!, location: headers.location, headers });
			});
			sent.on('error', reject);
		});
	}

	post(path: string, body: unknown): Promise<Response> {
		const headers = { origin: this.origin, 'content-type': 'application/json' };
		return this.request(path, { method: 'POST', body: JSON.stringify(body), headers });
	}

	/** Sends a page's form, as its script does. `path` may name an action: `/people?/invite`. */
	async submit(path: string, fields: Record<string, string>): Promise<FormAnswer> {
		const headers = { origin: this.origin, accept: 'application/json', 'x-sveltekit-action': 'true' };
		const body = new URLSearchParams(fields);
		const response = await this.request(path, { method: 'POST', body, headers });
		const text = await response.text();
		const { type, status, location, data, message } = parseJson(text) as ActionJson;
		const values = data === undefined ? {} : flatValues(data);
		return {
			response,
			type,
			status: status ?? response.status,
			location,
			error: values.error ?? message,
			values,
		};
	}

	/** Signs in by the page. */
	signIn(email: string, password: string): Promise<FormAnswer> {
		return this.submit('/sign-in', { email, password });
	}

	#cookieHeader(): string {
		return [...this.cookies].map((pair) => pair.join('=')).join('; ');
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
	type?: 'success' | 'failure' | 'redirect' | 'error';
	status?: number;
	location?: string;
	data?: string;
	message?: string;
}

export interface FormAnswer {
	response: Response;
	type: ActionJson['type'];
	status: number;
	location: string | undefined;
	error: string | undefined;
	/** The strings of the action's answer. */
	values: Record<string, string | undefined>;
}

/** An action's answer is an array: the first element maps names to the places of their values. */
function flatValues(data: string): Record<string, string | undefined> {
	const [shape, ...rest] = JSON.parse(data) as [Record<string, number>, ...unknown[]];
	const strings: Record<string, string | undefined> = {};
	for (const [name, place] of Object.entries(shape)) {
		const value = rest[place - 1];
		if (typeof value === 'string') strings[name] = value;
	}
	return strings;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error(`Not JSON: ${text.slice(0, 500)}`);
	}
}
