import TestSequencer from '@jest/test-sequencer';

/**
 * The order of the test files. Jest takes those first that took long the last time; a machine that has never run them knows
 * nothing of that and goes by their sizes, so that a worker could begin a minute of scripts when the other one has nothing left.
 * These take long wherever they run: they come first, the longest before all.
 */
const longFirst = [
  'faults/crash.test.ts',
  'scripts.test.ts',
  'scripts-mongodb.test.ts',
  'faults/broken-row.test.ts',
  'faults/full-disk.test.ts',
  'faults/main.test.ts',
  'web/try-page.test.ts',
  'faults/',
  'adapters/mongodb/',
  'control/control.test.ts',
  'cli/line.test.ts',
  'safety/windows.test.ts',
  'web/',
];

const rank = ({ path }) => {
  const found = longFirst.findIndex((part) => path.replaceAll('\\', '/').includes(`/test/${part}`));
  return found < 0 ? longFirst.length : found;
};

export default class extends TestSequencer {
  async sort(tests) {
    // Sorting keeps the order of equals, which is Jest's own.
    return [...(await super.sort(tests))].sort((one, other) => rank(one) - rank(other));
  }
}
