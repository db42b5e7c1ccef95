/**
 * Who may sign in to the console, by what they do there. `counselor` sees the cases of the own caseload, and what waits while on duty;
 * `supervisor` all of them; `admin` people and the rota and no case; `author` texts; `researcher` what names nobody.
 */
export const consoleRoles = ['counselor', 'supervisor', 'author', 'admin', 'researcher'] as const;
export type ConsoleRole = (typeof consoleRoles)[number];

/** The roles for each part of the console: what a route says of itself, and what the page shows in its menu. */
export const mayUse = {
  /** Whoever is signed in. */
  anybody: consoleRoles,
  cases: ['counselor', 'supervisor'],
  couples: ['counselor', 'supervisor'],
  /** Whose case a couple is. */
  caseload: ['supervisor'],
  onCall: ['counselor', 'supervisor', 'admin'],
  rota: ['supervisor', 'admin'],
  people: ['supervisor', 'admin'],
  /** Who may do what: accounts, roles, links to sign in with. */
  accounts: ['admin'],
} as const satisfies Readonly<Record<string, readonly ConsoleRole[]>>;

/** Whether somebody with these roles may do what takes one of those. Pure. */
export const holdsOne = (roles: readonly ConsoleRole[], wanted: readonly ConsoleRole[]): boolean =>
  roles.some((role) => wanted.includes(role));
