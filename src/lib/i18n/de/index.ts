import { common } from './common.ts';
import { keyboard } from './keyboard.ts';
import { rooms } from './rooms.ts';
import { shell } from './shell.ts';

export const german = { common, keyboard, rooms, shell };
