/** Frames in words, for a person who reads a trace. */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { decodeClientFrame, decodeServerFrame } from '#lib/protocol/wire.ts';

export function describeFrame(bytes: Uint8Array, toClient: boolean, isMultiplexed: boolean): string {
	if (!isMultiplexed) return describeMessage(bytes);
	const frame = toClient ? decodeServerFrame(bytes) : decodeClientFrame(bytes);
	if (!frame) return 'unreadable';
	if (frame.op === 'data') return `ch ${frame.channel} ${describeMessage(frame.message)}`;
	if (frame.op === 'receipt') return `ch ${frame.channel} receipt of ${frame.receipt.length} bytes`;
	return JSON.stringify(frame);
}

function describeMessage(message: Uint8Array): string {
	const decoder = decoding.createDecoder(message);
	if (decoding.readVarUint(decoder) !== 0) return `message of type ${message[0]}`;
	const step = decoding.readVarUint(decoder);
	const body = decoding.readVarUint8Array(decoder);
	if (step === 0) return `step 1 ${JSON.stringify([...Y.decodeStateVector(body)])}`;
	const { structs, ds } = Y.decodeUpdate(body);
	const parts = structs.map((struct) => {
		const { client, clock } = struct.id;
		const content =
			struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr : null;
		const shown = content ? JSON.stringify(content.slice(0, 4)).slice(0, 200) : struct.constructor.name;
		return `${client}:${clock}+${struct.length} ${shown}`;
	});
	const deletes = [...ds.clients].map(
		([client, ranges]) => `${client}:${ranges.map(({ clock, len }) => `${clock}+${len}`).join()}`,
	);
	return `${step === 1 ? 'step 2' : 'update'} ${parts.join('; ')}${deletes.length > 0 ? ` deletes ${deletes.join(' ')}` : ''}`;
}
