/** In the place of `tests/support/raw-client.ts`: a client of one's own making on a socket that is a function call. */
import type { Connection, RelayCore } from '../../sync-server/relay-core.ts';
import { decodeServerFrame, encodeClientFrame, type ServerFrame } from '#lib/protocol/wire.ts';
import type { TestUser, Town } from './memory-people.ts';

export interface MemoryServer {
	core: RelayCore;
	town: Town;
}

export class RawClient {
	readonly frames: ServerFrame[] = [];
	readonly received: Uint8Array[] = [];
	onFrame: (frame: ServerFrame) => void = () => {};
	closedWith: number | null = null;
	refusedWith: number | null = null;
	#connection: Connection | null = null;

	constructor({ core, town }: MemoryServer, path: string) {
		const [name, query = ''] = path.split('?');
		const user = town.tokens.get(new URLSearchParams(query).get('token') ?? '');
		if (!user) {
			this.refusedWith = 401;
			return;
		}
		const { organisation, id, device } = user;
		const document = name!.startsWith('/sync/') ? name!.slice('/sync/'.length) : null;
		this.#connection = core.connect(
			{
				send: (bytes) => this.#hear(bytes),
				close: (code) => {
					this.closedWith = code;
					this.#connection = null;
				},
				bufferedAmount: 0,
			},
			{ organisation, user: id, role: 'MEMBER', session: null, device },
			document,
		);
	}

	static multiplexed(server: MemoryServer, user: TestUser): RawClient {
		return new RawClient(server, `/sync?token=${user.token}`);
	}

	#hear(bytes: Uint8Array): void {
		this.received.push(bytes);
		const frame = decodeServerFrame(bytes);
		if (!frame) return;
		this.frames.push(frame);
		this.onFrame(frame);
	}

	get isOpen(): boolean {
		return this.#connection !== null;
	}

	open(channel: number, document: string, epoch = 0, ledgerLength = 0): void {
		this.send(encodeClientFrame({ op: 'open', channel, document, epoch, ledgerLength }));
	}

	send(bytes: Uint8Array | string): void {
		if (typeof bytes === 'string') this.#connection?.receiveText();
		else this.#connection?.receive(bytes);
	}

	framesOf<Op extends ServerFrame['op']>(op: Op): Extract<ServerFrame, { op: Op }>[] {
		return this.frames.filter((frame): frame is Extract<ServerFrame, { op: Op }> => frame.op === op);
	}

	stop(): void {
		this.#connection?.closed();
		this.#connection = null;
	}
}
