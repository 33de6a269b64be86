import { expect, test } from 'vitest';
import { RoomAwareness, type Present } from './room-awareness.ts';

function listener(): Present & { heard: number } {
	return {
		heard: 0,
		awareness() {
			this.heard++;
		},
	};
}

test('[A3] one connection speaks of a few client ids, so that nobody who comes is told of thousands', () => {
	const room = new RoomAwareness();
	const [mal, ada] = [listener(), listener()];
	room.enter(mal);
	room.enter(ada);
	for (let client = 0; client < 100; client++) room.say(mal, [{ client, clock: 1, state: {} }]);
	expect(ada.heard).toBe(8);
	room.say(mal, [{ client: 3, clock: 2, state: {} }]);
	expect(ada.heard).toBe(9);
	room.say(ada, [{ client: 1000, clock: 1, state: {} }]);
	expect(mal.heard).toBe(1);
	room.leave(mal);
	room.enter(mal);
	room.say(mal, [{ client: 50, clock: 1, state: {} }]);
	expect(ada.heard).toBe(11);
});
