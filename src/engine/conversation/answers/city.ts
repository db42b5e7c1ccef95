import { z } from 'zod';
import { isZone, zoneOfCity } from '../../../domain/local-time.ts';
import type { AnswerKind } from './kind.ts';

/** A city: its zone, such as `Europe/Madrid`. */
export const city: AnswerKind = {
  read: ({ text }) => zoneOfCity(text),
  values: () => z.string().refine(isZone),
  samples: () => ['Europe/Madrid'],
};
