import { z } from 'zod';
import { isZone } from '../domain/local-time.ts';
import { standardZone } from '../domain/staffed.ts';

/** Where the service listens, and where the clinic is. */
export const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .default('3978')
  .transform(Number)
  .refine((value) => value <= 65_535);
export const country = z
  .string()
  .regex(/^[a-z]{2}$/)
  .default('us');
export const zone = z.string().max(100).default(standardZone).refine(isZone);
