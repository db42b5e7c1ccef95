import TestSequencer from '@jest/test-sequencer';
import { longFiles } from './long.js';

/**
 * The order of the test files. Jest takes those first that took long the last time; a machine that has never run them knows
 * nothing of that and goes by their sizes, so that a worker could begin a minute of scripts when the other one has nothing left.
 */
const rank = ({ path }) => {
  const found = longFiles.findIndex((part) => path.replaceAll('\\', '/').includes(`/test/${part}`));
  return found < 0 ? longFiles.length : found;
};

export default class extends TestSequencer {
  async sort(tests) {
    // Sorting keeps the order of equals, which is Jest's own.
    return [...(await super.sort(tests))].sort((one, other) => rank(one) - rank(other));
  }
}
