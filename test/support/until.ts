import { expect } from '@jest/globals';

/** Waits until something is so, a few seconds at most. */
export async function until(what: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!what() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
}
