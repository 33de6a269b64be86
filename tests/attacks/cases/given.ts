/** What is given back to a restored server (SPEC P7-P11): the server's own word, and what only looks like it. */
import { eventBytes } from '#lib/domain/digest.ts';
import { encodeGift, type Gift } from '#lib/protocol/gift.ts';
import type { Receipt } from '#lib/protocol/receipt.ts';
import type { RowKind } from '../../../sync-server/log.ts';
import { addUser } from '../../support/test-people.ts';
import { until } from '../../support/until.ts';
import { aSigner } from '../../support/server-signer.ts';
import type { Attack, Outcome } from '../attack.ts';
import { message, raw } from '../bytes.ts';
import { giveFrame, LOST, lostClient, LostHistory, type LostOptions } from '../lost-history.ts';
import { CHANNEL, type Scene, type SceneOptions } from '../scene.ts';

const TAKEN: readonly RowKind[] = ['restore', 'restored', 'restored'];
const ALL: Outcome = { given: [2, ''], rows: TAKEN, says: LOST };
const FORGED: Outcome = { given: [0, 'RECEIPT_INVALID'] };
const NO_GIFT: Outcome = { given: [0, 'MALFORMED'] };
const NONE: Outcome = { given: [0, ''] };

/** Ada's, by the key that signs now. */
function lost(scene: Scene, options: Partial<LostOptions> = {}): LostHistory {
	const { ground, document } = scene;
	const { id, device } = ground.ada.user;
	return new LostHistory({
		document,
		author: { user: id, device },
		signer: ground.signers.current,
		...options,
	});
}

function gives(
	name: string,
	make: (scene: Scene) => Gift | Uint8Array | Promise<Gift | Uint8Array>,
	outcome: Outcome,
	scene: SceneOptions = {},
	rule = 'P8',
): Attack {
	return {
		name: `given-${name}`,
		rule,
		scene: { isRestored: true, ...scene },
		attack: async (here) => {
			here.attacker.send(giveFrame(CHANNEL, await make(here)));
			return undefined;
		},
		outcome,
	};
}

function changed(gift: Gift, change: (receipt: Receipt) => Receipt): Gift {
	return { ...gift, receipts: gift.receipts.map(change) };
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
	const copy = Uint8Array.from(bytes);
	copy[at]! ^= 1;
	return copy;
}

/** Author of the one row with this text. */
function byAnother(scene: Scene, row: number): Gift {
	const by = (receipt: Receipt) => ({
		...receipt,
		rows: receipt.rows.with(row, { ...receipt.rows[row]!, user: scene.mal.id }),
	});
	return changed(lost(scene).gift(), by);
}

export const GIVEN: Attack[] = [
	gives('honestly', (scene) => lost(scene).gift(), ALL),
	gives('by-a-retired-key', (scene) => lost(scene, { signer: scene.ground.signers.retired }).gift(), ALL),
	gives('by-a-foreign-key', (scene) => lost(scene, { signer: aSigner() }).gift(), FORGED),
	gives(
		'by-a-foreign-key-that-names-ours',
		(scene) =>
			changed(lost(scene, { signer: aSigner() }).gift(), (receipt) => ({
				...receipt,
				key: scene.ground.signers.current.key,
			})),
		FORGED,
	),
	gives(
		'flipped-bit-of-the-signature',
		(scene) =>
			changed(lost(scene).gift(), (receipt) => ({ ...receipt, signature: flipped(receipt.signature, 7) })),
		FORGED,
	),
	gives(
		'flipped-bit-of-a-salt',
		(scene) =>
			changed(lost(scene).gift(), (receipt) => ({
				...receipt,
				rows: receipt.rows.map((row) => ({ ...row, headerSalt: flipped(row.headerSalt, 0) })),
			})),
		FORGED,
	),
	gives('another-author', (scene) => byAnother(scene, 1), FORGED),
	gives(
		'another-time',
		(scene) =>
			changed(lost(scene).gift(), (receipt) => ({
				...receipt,
				rows: receipt.rows.map((row) => ({ ...row, receivedAt: row.receivedAt + 1 })),
			})),
		FORGED,
	),
	gives(
		'another-text',
		(scene) => ({
			...lost(scene).gift(),
			values: [eventBytes(message('forged')), eventBytes(message(LOST[1]))],
		}),
		FORGED,
	),
	gives(
		'of-another-document',
		(scene) => lost(scene, { document: scene.document.replace(/\d+$/, '1') }).gift(),
		FORGED,
	),
	gives(
		'of-a-device-that-is-another’s-now',
		(scene) => lost(scene, { author: { user: scene.mal.id, device: scene.ground.ben.user.device } }).gift(),
		FORGED,
	),
	gives('cut-short', (scene) => encodeGift(lost(scene).gift()).subarray(0, -1), NO_GIFT),
	gives('with-something-after-it', (scene) => raw(...encodeGift(lost(scene).gift()), 0), NO_GIFT),
	gives('nothing-at-all', () => raw(0), NO_GIFT),
	gives(
		'a-huge-proof',
		(scene) => {
			const [receipt] = lost(scene).gift((clock) => clock < 0).receipts as [Receipt];
			const rows = Array.from({ length: 600 }, () => receipt.rows[1]!);
			return { receipts: Array.from({ length: 16 }, () => ({ ...receipt, rows })), values: [] };
		},
		NO_GIFT,
	),
	gives('to-what-was-never-restored', (scene) => lost(scene).gift(), NONE, { isRestored: false }),
	gives('held-back-in-part', (scene) => lost(scene).gift((clock) => clock !== 0), NONE),
	gives('its-beginning-alone', (scene) => lost(scene).gift((clock) => clock === 0), {
		given: [1, ''],
		rows: ['restore', 'restored'],
		says: [LOST[0]],
	}),
	gives(
		'without-what-was-deleted',
		(scene) => lost(scene, { deleted: true }).gift(),
		{
			given: [3, ''],
			rows: ['restore', 'restored', 'restored', 'restored'],
			// Of what was deleted only that there was one (D8).
			says: ['-', LOST[1]],
			spends: true,
		},
		{},
		'P8, D10',
	),
	gives(
		'what-was-erased',
		(scene) => lost(scene).gift(),
		{ given: [2, ''], rows: TAKEN, says: [LOST[1]], spends: true },
		{ erasedOfAda: true },
		'P11, G10',
	),
	gives(
		'by-who-only-reads',
		(scene) => lost(scene).gift(),
		{ given: [0, 'NOT_ALLOWED_HERE'] },
		{ role: 'none', visibility: 'public' },
		'P8, R2',
	),
	gives(
		'of-an-author-who-is-no-member',
		async (scene) => {
			const { sql, organisation } = scene.ground;
			const { id, device } = await addUser(sql, organisation);
			scene.lostClient = lostClient(device);
			return lost(scene, { author: { user: id, device } }).gift();
		},
		ALL,
	),
	{
		...gives('twice', (scene) => lost(scene).gift(), ALL),
		attack: async (scene) => {
			const gift = giveFrame(CHANNEL, lost(scene).gift());
			scene.attacker.send(gift);
			await until(() => scene.attacker.framesOf('given').length === 1);
			scene.attacker.send(gift);
			await until(() => scene.attacker.framesOf('given').length === 2);
			scene.attacker.frames.splice(
				scene.attacker.frames.findLastIndex(({ op }) => op === 'given'),
				1,
			);
			return undefined;
		},
	},
];
