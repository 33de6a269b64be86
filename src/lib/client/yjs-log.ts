/**
 * Stands in for `lib0/logging` in the page's bundle (`vite.config.ts`): Yjs warns with it, and the coloured original brings a schema checker and a builder of
 * elements along, 3 kB of the first page.
 */
export const [ORANGE, RED, BOLD, UNBOLD] = ['', '', '', ''];

/* eslint-disable no-console -- what it is for */
export const print = (...words: unknown[]): void => console.log(...words);
export const warn = (...words: unknown[]): void => console.warn(...words);
