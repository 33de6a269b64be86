/** `npm run log:rotate-key`: a new key signs from the next start on; what the old ones signed stays good (SPEC L10). */
import { join } from 'node:path';
import { rotateServerKey } from '../../sync-server/server-keys.ts';
import { readEnv, toConfig } from './program/config.ts';

const { dataFolder } = toConfig(readEnv());
const { current } = rotateServerKey(join(dataFolder, 'keys'));
console.log(`From the next start on the server signs with the key ${current}`);
