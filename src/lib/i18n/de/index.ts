import { answers } from './answers.ts';
import { attachments } from './attachments.ts';
import { audit } from './audit.ts';
import { audited } from './audited.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { composer } from './composer.ts';
import { dates } from './dates.ts';
import { emoji } from './emoji.ts';
import { entry } from './entry.ts';
import { erasure } from './erasure.ts';
import { evidence } from './evidence.ts';
import { files } from './files.ts';
import { keyboard } from './keyboard.ts';
import { notifications } from './notifications.ts';
import { people } from './people.ts';
import { profile } from './profile.ts';
import { reading } from './reading.ts';
import { record } from './record.ts';
import { refusals } from './refusals.ts';
import { room } from './room.ts';
import { rooms } from './rooms.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { sync } from './sync.ts';
import { timeline } from './timeline.ts';

export const german = {
	answers,
	attachments,
	audit,
	audited,
	commands,
	common,
	composer,
	dates,
	emoji,
	entry,
	erasure,
	evidence,
	files,
	keyboard,
	notifications,
	people,
	profile,
	reading,
	record,
	refusals,
	room,
	rooms,
	search,
	settings,
	shell,
	sync,
	timeline,
};
