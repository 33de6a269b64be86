/** A device that has nothing opens a conversation with real Yjs, until its last 50 messages could be drawn. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Fold } from '#lib/domain/fold.ts';
import { decodeServerFrame, encodeClientFrame, WIRE_PROTOCOL } from '#lib/protocol/wire.ts';
import { numberOf } from '../core/conversation.ts';
import type { Answers, JoinOrder } from './orders.ts';

const SHOWN = 50;
const STEP_2 = 1;
const HOCUSPOCUS_AUTH = 2;
const HOCUSPOCUS_REPLY = 4;

export async function join({ place, volumes }: JoinOrder): Promise<Answers['join']> {
	const start = performance.now();
	let received = 0;
	let shown = 0;
	if (place.kind === 'parley') {
		// As the interface does: the newest volume, and those before it while that shows too little.
		for (const [i, document] of [...volumes.entries()].reverse()) {
			const { doc, bytes } = await load(
				{ ...place, document },
				new WebSocket(`${place.url}?token=${place.token}`, WIRE_PROTOCOL),
			);
			received += bytes;
			const fold = new Fold(doc, { volume: i, self: 'nobody', isOwn: () => false });
			fold.advance();
			shown += fold.items().slice(-SHOWN).length;
			if (shown >= SHOWN) break;
		}
	} else {
		const path = place.kind === 'y-websocket' ? `/${place.document}` : '';
		const { doc, bytes } = await load(place, new WebSocket(`${place.url}${path}`));
		received = bytes;
		shown = lastOf(doc).length;
	}
	return { ms: performance.now() - start, received, shown: Math.min(shown, SHOWN) };
}

/** The peers' documents have no order but their authors': it is made by the time in each message, as an application would. */
function lastOf(doc: Y.Doc): unknown[] {
	const events: unknown[] = [];
	doc.transact(() => {
		for (const client of doc.store.clients.keys())
			for (const event of doc.getArray(String(client)).toArray()) events.push(event);
	});
	return events.sort((a, b) => numberOf(a) - numberOf(b)).slice(-SHOWN);
}

function load(place: JoinOrder['place'], socket: WebSocket): Promise<{ doc: Y.Doc; bytes: number }> {
	const { kind, document } = place;
	const doc = new Y.Doc();
	let bytes = 0;
	const send = (type: number, write: (encoder: encoding.Encoder) => void): void => {
		const encoder = encoding.createEncoder();
		if (kind === 'hocuspocus') encoding.writeVarString(encoder, document);
		encoding.writeVarUint(encoder, type);
		write(encoder);
		const message = encoding.toUint8Array(encoder);
		socket.send(kind === 'parley' ? encodeClientFrame({ op: 'data', channel: 1, message }) : message);
	};
	const hello = () =>
		send(0, (encoder) => {
			encoding.writeVarUint(encoder, 0);
			encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc));
		});
	return new Promise((resolve, reject) => {
		socket.on('error', reject);
		socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
		socket.on('open', () => {
			if (kind === 'parley')
				socket.send(encodeClientFrame({ op: 'open', channel: 1, document, epoch: 0, ledgerLength: 0 }));
			if (kind !== 'hocuspocus') return hello();
			send(HOCUSPOCUS_AUTH, (encoder) => {
				encoding.writeVarUint(encoder, 0);
				encoding.writeVarString(encoder, place.token);
			});
		});
		socket.on('message', (data: Buffer) => {
			bytes += data.length;
			let message = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
			if (kind === 'parley') {
				const frame = decodeServerFrame(message);
				if (frame?.op === 'closed') reject(new Error(`closed with ${frame.code}`));
				if (frame?.op !== 'data') return;
				message = frame.message as Uint8Array<ArrayBuffer>;
			}
			const decoder = decoding.createDecoder(message);
			if (kind === 'hocuspocus') decoding.readVarString(decoder);
			const type = decoding.readVarUint(decoder);
			if (kind === 'hocuspocus' && type === HOCUSPOCUS_AUTH) return hello();
			if (type !== 0 && type !== HOCUSPOCUS_REPLY) return;
			const step = decoding.readVarUint(decoder);
			if (step === 0) return;
			Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
			// y-websocket answers before it has read its store, and sends the rest as an update.
			if (step !== STEP_2 && kind !== 'y-websocket') return;
			// Parley's newest volume may really be empty.
			if (kind !== 'parley' && doc.store.clients.size === 0) return;
			socket.close();
			resolve({ doc, bytes });
		});
	});
}
