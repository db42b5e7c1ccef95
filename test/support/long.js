/**
 * The test files that take long wherever they run, the longest before all: processes that are killed, browsers, every script
 * on every channel, a store of its own for each case, the clients of channels against their stubs. They begin before the others, so that no worker sits idle at the end.
 * `npm run check` leaves them to `npm run check -- --all`, which is what CI runs, and to `npm test`.
 */
export const longFiles = [
  'faults/crash.test.ts',
  'scripts.test.ts',
  'script-channels.test.ts',
  'scripts-mongodb.test.ts',
  'scripts-variants.test.ts',
  'scripts-two-workers.test.ts',
  'faults/broken-row.test.ts',
  'faults/full-disk.test.ts',
  'faults/main.test.ts',
  'web/try-page.test.ts',
  'faults/',
  'control/control.test.ts',
  'cli/line.test.ts',
  'cli/go-live.test.ts',
  'safety/windows.test.ts',
  'engine/every-place.test.ts',
  'engine/non-interference.test.ts',
  'web/',
  'adapters/libsql.test.ts',
  'adapters/mongodb/',
  'config/production.test.ts',
  'cli/content',
  'content/built.test.ts',
  'app/inbound/pacing.test.ts',
  'engine/shared-frames.test.ts',
  'engine/machine/xstate.test.ts',
  'cli/doctor/',
  'app/notices/answers.test.ts',
  'adapters/twilio/',
  'adapters/slack/',
  'adapters/bot-framework/',
  'service/mongodb.test.ts',
  'domain/staff/rota.test.ts',
  'safety/prefilter.test.ts',
];

/** Those of them that `npm run check` plays all the same: what partners see. */
const always = ['scripts.test.ts'];

/** What Jest's `--testPathIgnorePatterns` takes to leave the long files out. */
export const leftOut = longFiles
  .filter((part) => !always.includes(part))
  .map((part) => `/test/${part.replaceAll('.', '\\.')}`);

/**
 * CI has twenty minutes: of these three lists it runs one, in turn by the hour, and says what it leaves. Everything is run by
 * `npm run check -- --all`, which comes before each release.
 */
const turns = [
  [
    ...['faults/crash.test.ts', 'faults/broken-row.test.ts', 'faults/at-rest', 'web/try-page-more'],
    ...['faults/damaged-', 'faults/restore.test.ts'],
  ],
  [
    ...['scripts-mongodb.test.ts', 'faults/mongodb-', 'faults/full-disk.test.ts', 'faults/main.test.ts'],
    ...['faults/load.test.ts', 'web/clients', 'content/built', 'cli/line.test.ts', 'engine/machine/xstate.test.ts'],
    ...['safety/windows', 'web/try-acts', 'cli/go-live.test.ts', 'app/notices/answers.test.ts'],
  ],
  [
    ...['faults/mongodb.test.ts', 'web/console-looks', 'web/console-slack', 'web/try-page.test'],
    ...['scripts-variants.test.ts', 'scripts-two-workers.test.ts', 'engine/every-place.test.ts', 'web/playground'],
    ...['control/control.test.ts', 'cli/content.test.ts', 'web/try-exercise', 'adapters/libsql.test.ts'],
  ],
];

/** What is left to the next turns, `turn` an hour's number, as patterns for Jest. */
export const leftToNextTurn = (turn) =>
  turns
    .filter((_, nth) => nth !== turn % turns.length)
    .flat()
    .map((part) => `/test/${part.replaceAll('.', '\\.')}`);
