import { and, eq, sql } from 'drizzle-orm';
import type { NotificationLevel } from '#lib/domain/concern.ts';
import type { CommandOutcome } from '#lib/protocol/commands.ts';
import { DEFAULT_NOTIFICATIONS, type NotificationSettings } from '#lib/protocol/workspace.ts';
import { notificationSettings, organisations } from '../../../../drizzle/schema.ts';
import { authorize, type Subject } from '../authorize.ts';
import type { Queries, Transaction } from '../database.ts';
import { notify } from '../notify.ts';
import { DONE, refused, type CommandOf } from './outcome.ts';

/** They stand on the server, because what is sent to a device that is off depends on them. */
export async function setNotifications(
	tx: Transaction,
	subject: Subject,
	{ level, showText }: CommandOf<'notifications.set'>,
): Promise<CommandOutcome> {
	return change(tx, subject, { level, showText });
}

/** Takes the later time, so that several devices merge in any order. */
export async function seeNotifications(
	tx: Transaction,
	subject: Subject,
	{ through }: CommandOf<'notifications.seen'>,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	const known = await readNotifications(tx, organisation, user);
	return change(tx, subject, { seenThrough: Math.max(known.seenThrough, through) });
}

async function change(
	tx: Transaction,
	subject: Subject,
	values: Partial<typeof notificationSettings.$inferInsert>,
): Promise<CommandOutcome> {
	const { organisation, user } = subject;
	if (!authorize(subject, 'notifications.set', { organisation }))
		return refused('FORBIDDEN', 'your role does not allow it');
	await tx
		.insert(notificationSettings)
		.values({ organisation, user, ...values })
		.onConflictDoUpdate({
			target: [notificationSettings.organisation, notificationSettings.user],
			set: values,
		});
	await notify(tx, { type: 'settings', user });
	return DONE;
}

export async function readNotifications(
	queries: Queries,
	organisation: string,
	user: string,
): Promise<NotificationSettings> {
	const [row] = await queries
		.select({
			settings: notificationSettings,
			textAllowed: sql<boolean>`coalesce((${organisations.settings}->>'textInNotifications')::boolean, true)`,
		})
		.from(organisations)
		.leftJoin(
			notificationSettings,
			and(eq(notificationSettings.organisation, organisations.id), eq(notificationSettings.user, user)),
		)
		.where(eq(organisations.id, organisation));
	if (!row) return DEFAULT_NOTIFICATIONS;
	const { settings, textAllowed } = row;
	if (!settings) return { ...DEFAULT_NOTIFICATIONS, textAllowed };
	const { level, showText, seenThrough } = settings;
	return { level: level as NotificationLevel, showText, textAllowed, seenThrough };
}
