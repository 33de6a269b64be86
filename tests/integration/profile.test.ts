/** What a person says of himself: title, time zone and picture (A03, B12). */
import { createHash } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readWorkspace } from '../../src/lib/server/workspace.ts';
import { readPhoto, setPhoto } from '../../src/lib/server/photos.ts';
import { commandsOf, OK } from '../support/commands.ts';
import { hearNotifications } from '../support/notifications.ts';
import { anOrganisation, aPerson, type TestPerson } from '../support/organisation.ts';
import { aJpeg, aWebp } from '../support/pictures.ts';
import { startWebApplication } from '../support/web-application.ts';

const app = await startWebApplication();
const { sql } = app.stored;
const { run } = commandsOf(app);
afterAll(() => app.stop());

let ann: TestPerson;
let ben: TestPerson;
beforeEach(async () => {
	ann = await anOrganisation(app);
	ben = await aPerson(app, ann.organisation);
});

const subject = ({ organisation, id, role }: TestPerson) => ({ organisation, user: id, role });
const asSeenBy = async (who: TestPerson, whom: TestPerson) =>
	(await readWorkspace(app.database, subject(who))).people.find(({ id }) => id === whom.id)!;
const set = (who: TestPerson, bytes: Uint8Array | null) => setPhoto(app.database, subject(who), bytes);
const read = async (who: TestPerson, hash: string) => readPhoto(app.database, subject(who), hash);

test('[B12] title and time zone are seen by colleagues, who are told', async () => {
	const profile = { kind: 'profile.set', title: ' Van driver ', zone: 'Asia/Kolkata' };
	const heard = await hearNotifications(sql, async () => expect(await run(ann, profile)).toEqual(OK));
	expect(heard).toContainEqual({ type: 'organisation', organisation: ann.organisation });
	expect(await asSeenBy(ben, ann)).toMatchObject({ title: 'Van driver', zone: 'Asia/Kolkata' });
	expect(await run(ann, { kind: 'profile.set', title: '', zone: null })).toEqual(OK);
	expect(Object.keys(await asSeenBy(ben, ann))).toEqual(['id', 'name', 'email', 'role', 'active']);
});

test.each(['Mars/Olympus', '+02:00', '', 'x'.repeat(65)])('[B12] %s is no time zone', async (zone) => {
	expect(await run(ann, { kind: 'profile.set', title: '', zone })).toMatchObject({ code: 'INVALID' });
});

test('[A03] a picture is read in its organisation only, by its content', async () => {
	const bytes = aWebp({});
	const hash = createHash('sha256').update(bytes).digest('hex');
	expect(await set(ann, bytes)).toEqual({ ok: true, hash });
	expect((await asSeenBy(ben, ann)).photo).toBe(hash);
	expect(await read(ben, hash)).toMatchObject({ type: 'image/webp' });
	expect(Buffer.compare((await read(ben, hash))!.bytes, bytes)).toBe(0);
	expect(await read(await anOrganisation(app), hash)).toBe(undefined);
	expect(
		await read(
			ben,
			hash.replace(/^./, (digit) => (digit === 'a' ? 'b' : 'a')),
		),
	).toBe(undefined);
});

test('[A03] a picture goes with the last who shows it', async () => {
	const { hash } = (await set(ann, aJpeg({}))) as { hash: string };
	await set(ben, aJpeg({}));
	await set(ann, aWebp({}));
	expect(await read(ben, hash)).toMatchObject({ type: 'image/jpeg' });
	expect(await set(ben, null)).toEqual({ ok: true, hash: null });
	expect(await read(ben, hash)).toBe(undefined);
	expect((await asSeenBy(ann, ben)).photo).toBe(undefined);
	expect(await sql`select type from photos where organisation = ${ann.organisation}`).toEqual([
		{ type: 'image/webp' },
	]);
});

test('[A03] what is too large, of another size or no picture is refused, and the one before stays', async () => {
	const { hash } = (await set(ann, aWebp({}))) as { hash: string };
	expect(await set(ann, aWebp({ size: 64 * 1024 + 1 }))).toMatchObject({ ok: false, status: 413 });
	expect(await set(ann, aWebp({ size: 64 * 1024 }))).toMatchObject({ ok: true });
	for (const bytes of [aWebp({ width: 255 }), aJpeg({ height: 4000 }), Buffer.from('GIF89a'.repeat(20))])
		expect(await set(ann, bytes)).toMatchObject({ ok: false, status: 415 });
	expect((await asSeenBy(ben, ann)).photo).not.toBe(hash);
	expect((await asSeenBy(ben, ann)).photo).toBeDefined();
});
