import { buildApplication } from './program/build-application.ts';

await buildApplication(console.log);
