import { type Signal, signal } from '@preact/signals';

const drafts = new Map<string, Signal<string>>();

/**
 * What is being written somewhere, by a name of that place. It lives in the page's memory alone, never in the browser's
 * storage: it outlives a look of the page, a lost connection and a sign-in that ran out, and ends with the page.
 */
export function draftOf(place: string): Signal<string> {
  const draft = drafts.get(place) ?? signal('');
  drafts.set(place, draft);
  return draft;
}

/** Whether somebody has begun to write anything. */
export const hasDrafts = (): boolean => [...drafts.values()].some((draft) => draft.peek().trim() !== '');

/** Forgets all of it: somebody else sits here now, or nobody. */
export function forgetDrafts(): void {
  for (const draft of drafts.values()) draft.value = '';
}
