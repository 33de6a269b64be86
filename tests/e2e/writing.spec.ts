/** What can be written in a message, and how: marks, mentions, emoji, very much text (features C). */
import { expect, test } from '@playwright/test';
import type { Parley } from '../support/start-parley.ts';
import type { Account } from '../support/team.ts';
import { desk, startTeam } from '../support/desk.ts';

let parley: Parley;
let ann: Account;
let ben: Account;

startTeam(['Ann Rivers', 'Ben Okoro', 'Cara Lind'], (started, accounts) => {
	parley = started;
	[ann, ben] = accounts;
});

test('[C01] a little of Markdown is shown as such, and nothing of it is HTML', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	await at.box.fill(
		[
			'**bold**, *slanted*, ~~gone~~ and `a <b>`',
			'> quoted',
			'- one',
			'- two',
			'```js',
			'const <i>x</i> = 1;',
			'```',
		].join('\n'),
	);
	await at.box.press('Enter');
	const message = at.page.locator('article[data-message]').last();
	await expect(message.locator('strong')).toHaveText('bold');
	await expect(message.locator('em')).toHaveText('slanted');
	await expect(message.locator('s')).toHaveText('gone');
	await expect(message.locator('blockquote')).toHaveText('quoted');
	await expect(message.locator('li')).toHaveText(['one', 'two']);
	await expect(message.locator('pre')).toHaveText('const <i>x</i> = 1;');
	await expect(message.locator('pre .keyword')).toHaveText('const');
	await expect(message.locator('pre i, b')).toHaveCount(0);
});

test('[C01] a person is mentioned by a few letters and the keyboard, and knows it', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.makeGroup('Winter appeal', ['Ben Okoro', 'Cara Lind']);
	await at.box.pressSequentially('Ask @be');
	await expect(at.page.getByRole('option', { name: 'Ben Okoro' })).toHaveAttribute('aria-selected', 'true');
	await at.box.press('Enter');
	await expect(at.box).toHaveValue('Ask @Ben Okoro ');
	await at.box.pressSequentially('and @every');
	await at.box.press('Tab');
	await at.box.press('Enter');
	const mentions = at.page.locator('article .mention');
	await expect(mentions).toHaveText(['@Ben Okoro', '@everyone']);

	const other = await desk(browser, parley, ben);
	await expect(other.conversation('Winter appeal')).toContainText('Ask @Ben Okoro and @everyone');
	await other.open('Winter appeal');
	await expect(other.page.locator('article .mention.me')).toHaveText(['@Ben Okoro', '@everyone']);

	// Edited, it is words again, and stays the same mention.
	await at.box.press('ArrowUp');
	await expect(at.box).toHaveValue('Ask @Ben Okoro and @everyone');
	await at.box.fill('Ask @Ben Okoro');
	await at.box.press('Enter');
	await expect(mentions).toHaveText(['@Ben Okoro']);
});

test('[C11] any emoji can be found by name, for a text and for a reaction', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	await at.box.pressSequentially('Well done :hedgeh');
	await at.page.getByRole('option', { name: 'hedgehog' }).click();
	await expect(at.box).toHaveValue('Well done 🦔 ');
	await at.page.getByRole('button', { name: 'Emoji', exact: true }).click();
	await at.page.getByPlaceholder('Find an emoji').fill('rocket');
	await at.page.keyboard.press('Enter');
	await expect(at.box).toHaveValue('Well done 🦔 🚀');
	await at.box.press('Enter');
	const message = at.message('Well done 🦔 🚀');
	await message.hover();
	await at.page.getByRole('button', { name: 'More reactions' }).click();
	await at.page.getByPlaceholder('Find an emoji').fill('otter');
	await at.page.getByRole('button', { name: 'otter' }).click();
	await expect(message.getByRole('button', { name: /🦦/ })).toBeVisible();
});

test('[C01] very much text freezes nothing and loses nothing', async ({ browser }) => {
	const at = await desk(browser, parley, ann);
	await at.openDm('Ben Okoro');
	const paste = (text: string) =>
		at.box.evaluate((box: HTMLTextAreaElement, pasted) => {
			box.focus();
			const data = new DataTransfer();
			data.setData('text/plain', pasted);
			const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
			if (box.dispatchEvent(event)) document.execCommand('insertText', false, pasted);
		}, text);
	await at.box.fill('before ');
	await paste('x'.repeat(1_000_000));
	await expect(at.page.getByRole('alert')).toContainText('Not pasted. 1,000,000 characters');
	await expect(at.box).toHaveValue('before ');
	await at.page.getByRole('button', { name: 'Close' }).last().click();

	for (const text of ['😀'.repeat(4_000), `zero${'\u200b'.repeat(5_000)}width`, '*_~~`'.repeat(3_000)]) {
		await at.box.fill('');
		await paste(text);
		await at.box.press('Enter');
		await expect(at.box).toHaveValue('');
		await at.write(`after ${text.length}`);
		await expect(at.page.locator('article[data-message]').last()).toBeInViewport();
	}
});
