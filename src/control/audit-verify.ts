import { z } from 'zod';
import { define } from './define.ts';

/** Verifies every audit chain; gives the report. */
export const auditVerify = define(z.strictObject({}), async ({ app }, _, { progress }) =>
  (await app()).verifyAudit(({ chains, total }) => progress(`${chains} of ${total}`)),
);
