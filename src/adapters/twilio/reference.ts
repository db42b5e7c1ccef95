import { z } from 'zod';

/** Which of our numbers a partner last wrote to. It names both, so that no two partners have the same. */
interface Reference {
  readonly ours: string;
  readonly theirs: string;
}

const schema = z.object({ ours: z.string(), theirs: z.string() });

/** The reference as it is kept with the address. Pure. */
export const writeReference = (reference: Reference): string => JSON.stringify(reference);

/** Our number in a kept reference to an address; null where there is none. Pure. */
export function numberIn(kept: string | undefined, address: string): string | null {
  if (kept === undefined) return null;
  try {
    const { ours, theirs } = schema.parse(JSON.parse(kept));
    return theirs === address ? ours : null;
  } catch {
    return null;
  }
}
