import { z } from 'zod';
import { define } from './define.ts';

/** Verifies all that is stored; gives the report. */
export const auditVerify = define(z.strictObject({}), async ({ app }, _, { progress }) =>
  (await app()).verifyAudit(({ chains, total, records }) =>
    progress(records === 0 ? `${chains} of ${total}` : `${total} of ${total}, ${records} records`),
  ),
);
