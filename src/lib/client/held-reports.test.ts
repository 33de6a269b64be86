import { expect, test } from 'vitest';
import type { Command } from '#lib/protocol/commands.ts';
import { FakeClock, settle } from '../../../tests/support/fake-clock.ts';
import type { CommandReply } from './command-queue.ts';
import { HeldReports } from './held-reports.ts';
import { MemoryKeyValue } from './memory-key-value.ts';
import type { ShownItem } from './summaries.ts';

const OK: CommandReply = { kind: 'outcome', outcome: { ok: true } };

class Room {
	readonly volume = 0;
	readonly document: string;
	readonly all: ShownItem[] = [];
	epoch = 1;
	onDisk = 0;

	constructor(id: string) {
		this.document = `c/${id}/0`;
	}

	get held() {
		return { epoch: this.epoch, entries: this.onDisk };
	}

	items() {
		return this.all;
	}
}

/** Rooms with one volume each, whose disk the test fills. */
class Bench {
	readonly clock = new FakeClock();
	readonly sent: string[][] = [];
	readonly disk = new Map<string, unknown>();
	reply: CommandReply = OK;
	members = 2;
	readonly sizes = new Map<string, number>();
	readonly rooms = new Map<string, Room>();
	reports = this.start();

	start(): HeldReports {
		return new HeldReports({
			store: new MemoryKeyValue(this.disk),
			clock: this.clock,
			newId: () => 'id',
			send: (command: Command) => {
				if (command.kind === 'held.report')
					this.sent.push(
						command.held.map((at) => `${at.conversation} ${at.volume} ${at.epoch} ${at.position}`),
					);
				return Promise.resolve(this.reply);
			},
			replicasOf: (id) => [this.rooms.get(id)!],
			membersOf: (id) => this.sizes.get(id) ?? this.members,
		});
	}

	/** A message, as the next entry of the ledger. */
	message(id: string, mine = false, onDisk = true): void {
		const room = this.rooms.get(id) ?? new Room(id);
		this.rooms.set(id, room);
		room.all.push({ kind: 'message', mine, position: room.all.length } as ShownItem);
		if (onDisk) room.onDisk = room.all.length;
		this.reports.changed(id);
	}
}

test('[W11] what others wrote is told once it is on the disk: all rooms in one report, at most one every 4 s', async () => {
	const bench = new Bench();
	bench.reports.start();
	bench.message('a');
	bench.message('b');
	bench.message('b', false, false);
	await bench.clock.advance(999);
	expect(bench.sent).toEqual([]);
	await bench.clock.advance(1);
	expect(bench.sent).toEqual([['a 0 1 0', 'b 0 1 0']]);
	for (let second = 0; second < 12; second++) {
		bench.message('a');
		await bench.clock.advance(1_000);
	}
	expect(bench.sent.length).toBeLessThanOrEqual(4);
	await bench.clock.advance(4_000);
	expect(bench.sent.at(-1)).toEqual(['a 0 1 12']);
	const reports = bench.sent.length;
	bench.rooms.get('b')!.onDisk = 2;
	bench.reports.changed('b');
	await bench.clock.advance(4_000);
	expect(bench.sent.slice(reports)).toEqual([['b 0 1 1']]);
});

test('[W11] nothing is told of one’s own words, of rooms that one is not in, or twice', async () => {
	const bench = new Bench();
	bench.reports.start();
	bench.message('a', true);
	await bench.clock.advance(10_000);
	bench.members = 0;
	bench.message('a');
	await bench.clock.advance(10_000);
	expect(bench.sent).toEqual([]);
	bench.members = 2;
	bench.message('a', true);
	await bench.clock.advance(10_000);
	expect(bench.sent).toEqual([['a 0 1 2']]);
	bench.reports.stop();
	bench.reports = bench.start();
	await bench.reports.load();
	bench.reports.start();
	bench.reports.changed('a');
	await bench.clock.advance(10_000);
	expect(bench.sent).toHaveLength(1);
});

test('[W11] what did not arrive is told again, and after a restore all of it', async () => {
	const bench = new Bench();
	bench.message('a');
	await bench.clock.advance(10_000);
	expect(bench.sent).toEqual([]);
	bench.reply = { kind: 'later' };
	bench.reports.start();
	await bench.clock.advance(1_000);
	bench.reply = OK;
	await bench.clock.advance(15_000);
	expect(bench.sent).toEqual([['a 0 1 0'], ['a 0 1 0']]);
	bench.rooms.get('a')!.epoch = 7;
	bench.reports.changed('a');
	await bench.clock.advance(10_000);
	expect(bench.sent.at(-1)).toEqual(['a 0 7 0']);
});

test('[W11] of a room so large that nobody is told, once a minute is enough', async () => {
	const bench = new Bench();
	bench.members = 51;
	bench.reports.start();
	bench.message('a');
	await bench.clock.advance(1_000);
	bench.message('a');
	await bench.clock.advance(59_000);
	expect(bench.sent).toHaveLength(1);
	await bench.clock.advance(2_000);
	await settle();
	expect(bench.sent).toEqual([['a 0 1 0'], ['a 0 1 1']]);
});

test('[W11] a direct message does not wait for the turn of a large room', async () => {
	const bench = new Bench();
	bench.sizes.set('hall', 500);
	bench.reports.start();
	bench.message('hall');
	await bench.clock.advance(1_000);
	bench.message('hall');
	await bench.clock.advance(5_000);
	bench.message('a');
	await bench.clock.advance(1_000);
	expect(bench.sent).toEqual([['hall 0 1 0'], ['a 0 1 0']]);
	await bench.clock.advance(60_000);
	expect(bench.sent.at(-1)).toEqual(['hall 0 1 1']);
});
