import { CoachError } from '../domain/errors.ts';

/** What a process does: answers what comes in, works on what is due and on what waits, or both. */
const tasks = {
  both: { hears: true, works: true },
  web: { hears: true, works: false },
  worker: { hears: false, works: true },
} as const;

export type Role = keyof typeof tasks;
export const roles = Object.keys(tasks) as [Role, ...Role[]];

/** Whether it has routes for what comes in. Pure. */
export const hears = (role: Role): boolean => tasks[role].hears;
/** Whether it works on what is due and on what others left in the outbox. Pure. */
export const works = (role: Role): boolean => tasks[role].works;

/** Holds a role against the store. @throws CoachError `ROLE_UNSUPPORTED` where one process has the store to itself and would do half. Pure. */
export function checkRole(role: Role, { sole }: { readonly sole: boolean }): void {
  if (!sole || role === 'both') return;
  throw new CoachError(
    'ROLE_UNSUPPORTED',
    'The embedded store is one process, which does everything: take COACH_ROLE out, or set both.',
    { role },
  );
}
