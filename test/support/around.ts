import { createHealth } from '../../src/app/health/health.ts';
import { noPictures } from '../../src/ports/pictures.ts';
import type { Around } from '../../src/service/edges.ts';
import { keptLog } from './app.ts';

/** What edges are given of a service in which nothing is said. */
export const around: Around = {
  content: {
    render() {
      throw new Error('nothing was to be said');
    },
  },
  health: createHealth(keptLog()),
  pictures: noPictures,
};
