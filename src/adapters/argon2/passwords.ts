import { hash, verify } from '@node-rs/argon2';
import type { Credentials } from '../../ports/credentials.ts';

/** Source: OWASP Password Storage Cheat Sheet, argon2id (the library's own kind): 19 MiB, two rounds, one lane. */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords by argon2id, on the library's own threads. */
export function createPasswords(): Credentials['passwords'] {
  let nobodys: Promise<string> | null = null;
  return {
    hash: (password) => hash(password, costs),
    async verify(known, password) {
      nobodys ??= hash('', costs);
      const isIt = await verify(known ?? (await nobodys), password).catch(() => false);
      return isIt && known !== null;
    },
  };
}
