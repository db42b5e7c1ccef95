import { z } from 'zod';
import { consoleRoles } from '../domain/console/roles.ts';
import { define } from './define.ts';

/**
 * A one-time link with which somebody sets up their sign-in to the console; the account is made where there is none. Only the link's
 * digest is kept. `path` stands behind the console's own address.
 */
export const consoleLink = define(
  z.strictObject({
    login: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    name: z.string().trim().min(1).max(60).nullable(),
    roles: z.array(z.enum(consoleRoles)).min(1).max(consoleRoles.length),
    by: z.string().trim().min(1).max(100),
  }),
  async ({ app }, { login, name, roles, by }) => {
    const { console } = await app();
    const known = await console.accounts.current(console.accounts.idOf(login));
    if (!known) await console.people.setAccount({ id: login, name: name ?? login, roles }, by);
    const { link, until } = await console.signIn.issueLink(login, by);
    return { path: `/console/link#${link}`, until: new Date(until).toISOString(), isNew: !known };
  },
  { mayCreate: true },
);
