import { expect } from '@jest/globals';

/** Waits until something is so, a few seconds at most; longer where processes of their own take part. */
export async function until(what: () => boolean, patience = 5_000): Promise<void> {
  const end = Date.now() + patience;
  while (!what() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
}
