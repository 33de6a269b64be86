/** Small files that browsers show and play, made byte by byte. */
import { crc32, deflateSync } from 'node:zlib';

/** A PNG of 8 bits a colour: a slope of colours with a dark square in its first corner, so that one sees how it lies. */
export function realPng(
	width: number,
	height: number,
	tint: readonly [number, number, number] = [60, 140, 110],
): Uint8Array {
	const rows = Buffer.alloc(height * (1 + width * 3));
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const dark = x < width / 8 && y < height / 8 ? 0.2 : 1;
			const shade = (0.6 + (0.8 * x) / width - (0.4 * y) / height) * dark;
			for (let c = 0; c < 3; c++)
				rows[y * (1 + width * 3) + 1 + x * 3 + c] = Math.min(255, Math.round(tint[c]! * shade));
		}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(kind: string, content: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
	const size = Buffer.alloc(4);
	size.writeUInt32BE(content.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([size, body, sum]);
}

/** A tone that swells, 8 kHz, 16 bits. */
export function realWav(seconds: number): Uint8Array {
	const [rate, samples] = [8000, Math.round(8000 * seconds)];
	const wav = Buffer.alloc(44 + samples * 2);
	wav.write('RIFF', 0, 'latin1');
	wav.writeUInt32LE(36 + samples * 2, 4);
	wav.write('WAVEfmt ', 8, 'latin1');
	wav.writeUInt32LE(16, 16);
	wav.writeUInt16LE(1, 20);
	wav.writeUInt16LE(1, 22);
	wav.writeUInt32LE(rate, 24);
	wav.writeUInt32LE(rate * 2, 28);
	wav.writeUInt16LE(2, 32);
	wav.writeUInt16LE(16, 34);
	wav.write('data', 36, 'latin1');
	wav.writeUInt32LE(samples * 2, 40);
	for (let at = 0; at < samples; at++)
		wav.writeInt16LE(Math.round(9000 * Math.sin(at / 6) * Math.sin((at / samples) * Math.PI)), 44 + at * 2);
	return wav;
}

/** Pages with a line of words each. */
export function realPdf(...pages: readonly string[]): Uint8Array {
	const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
		...pages.flatMap((words, index) => {
			const text = `BT /F1 24 Tf 40 320 Td (${words}) Tj ET 0.05 0.4 0.3 rg 40 40 220 200 re f`;
			return [
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
				`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
			];
		}),
	];
	let pdf = '%PDF-1.4\n';
	const offsets = objects.map((content, index) => {
		const offset = pdf.length;
		pdf += `${index + 1} 0 obj\n${content}\nendobj\n`;
		return offset;
	});
	const start = pdf.length;
	const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
	pdf += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
	return Buffer.from(pdf, 'latin1');
}
