/** Where time comes from, ms: the machine's clock, which somebody may set, and a count that only runs on. */
export interface TimeSources {
  readonly wall: () => number;
  readonly running: () => number;
}

const machine: TimeSources = { wall: () => Date.now(), running: () => performance.now() };

/** When our time is further ahead of the machine's clock than this, the machine's clock was wrong before and is believed now. */
const mostAhead = 12 * 3_600_000;

/**
 * Real time: the machine's clock as it stood at the start, and counted on from there, epoch ms. Leases and back-off are safe
 * from a clock that is set forth or back while they run.
 */
export function createSteadyTime({ wall, running }: TimeSources = machine): () => number {
  const began = wall() - running();
  return () => Math.round(began + running());
}

/**
 * The machine's clock without its steps back, epoch ms. Set forth, it follows. Set back, it goes on at half its pace until the
 * machine's clock has caught up: what is timed (silence after a crisis question) comes late by its own length at most, and
 * nothing comes twice.
 */
export function createOnwardTime({ wall, running }: TimeSources = machine): () => number {
  let last = wall();
  let ran = running();
  return () => {
    const [told, runs] = [wall(), running()];
    const onward = last + (runs - ran) / 2;
    last = onward - told > mostAhead ? told : Math.max(told, onward);
    ran = runs;
    return Math.floor(last);
  };
}

/** Real time of this process: its store and its clock share it. */
export const realTime = createSteadyTime();
