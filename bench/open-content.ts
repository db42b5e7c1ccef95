import { openContent } from '../src/content/open.ts';

/** Opens content once in a process that has just begun, and writes how many milliseconds that took. */
const [dir = '', folder] = process.argv.slice(2);
const began = performance.now();
await openContent(dir, folder === undefined ? undefined : { folder, whenStale: 'refuse', told: () => {} });
process.stdout.write(String(performance.now() - began));
