import type { AttachedFile } from '#lib/domain/attached-file.ts';
import { fileKind } from '#lib/domain/file-kind.ts';

const GAP = 6;
/** Of a card, a player, a text with its first lines, px. */
const [CARD, SOUND, TEXT] = [68, 66, 202];
/** Pictures and videos fit into this. */
const [WIDE, HIGH] = [360, 280];

/** About so high, in px, files are in a wide window: until what shows them is fetched, which a browser does once. */
export function reservedHeight(files: readonly AttachedFile[]): number {
	const pictures = files.filter((file) => fileKind(file) === 'picture');
	const heights = files.flatMap((file) => {
		const kind = fileKind(file);
		if (kind === 'picture') return pictures.length === 1 ? [boxHeight(file)] : [];
		if (kind === 'video') return [boxHeight(file)];
		return [kind === 'text' ? TEXT : kind === 'voice' || kind === 'audio' ? SOUND : CARD];
	});
	if (pictures.length > 4) heights.push(Math.ceil(pictures.length / 3) * (WIDE / 3));
	else if (pictures.length > 1) heights.push(Math.floor((pictures.length + 1) / 2) * (WIDE / 2));
	return heights.reduce((sum, height) => sum + height + GAP, -GAP);
}

function boxHeight([, , , , , width, height]: AttachedFile): number {
	return height * Math.min(1, WIDE / (width || WIDE), HIGH / (height || HIGH));
}
