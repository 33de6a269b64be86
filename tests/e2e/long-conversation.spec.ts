/** A conversation whose newest volume was begun by its last message (SPEC D11). */
import { expect, test } from '@playwright/test';
import { makeWorld, type World } from '../../bench/ui/world.ts';
import { LIMITS } from '../../src/lib/protocol/limits.ts';
import { desk, watchComplaints } from '../support/desk.ts';
import { startParley, type Parley } from '../support/start-parley.ts';

let parley: Parley;
let world: World;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	parley = await startParley();
	world = await makeWorld(parley.databaseUrl, 3, LIMITS.volumeEvents);
});
test.afterAll(async () => {
	await world.close();
	await parley.dispose();
});
watchComplaints();

test('shows its last messages although its newest volume is empty, without the network too', async ({
	browser,
}) => {
	const { page } = await desk(browser, parley, world.reader);
	await page.goto(`${parley.url}/messages/${world.long}`);
	const last = page.locator('article', { hasText: world.longEnd });
	const newest = page.locator('article').last();
	await expect(newest).toBeVisible();
	await newest.hover();
	await expect(async () => {
		await page.mouse.wheel(0, 20_000);
		await expect(last).toBeVisible({ timeout: 1_000 });
	}).toPass();
	// And it can be read to its end.
	await expect(async () => {
		await page.mouse.wheel(0, 20_000);
		await expect(page.locator(`a[data-conversation="${world.long}"] .count`)).toHaveCount(0, {
			timeout: 1_000,
		});
	}).toPass();
	await page.context().setOffline(true);
	await page.reload();
	await expect(last).toBeVisible();
});
