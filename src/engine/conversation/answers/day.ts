import { z } from 'zod';
import { future, readDay } from '../../../domain/read-day.ts';
import type { AnswerKind, Reply } from './kind.ts';

const dayOf = ({ text, language, today }: Reply): string | null => readDay(text, language, today());

/** A day that has come: today, or the last such date, ISO. One that is still to come is asked about again. */
export const day: AnswerKind = {
  read(reply) {
    const read = dayOf(reply);
    return read === future ? null : read;
  },
  again: (reply) => (dayOf(reply) === future ? { leadIn: 'coach.not-understood', params: { why: future } } : null),
  values: () => z.iso.date(),
  samples: () => ['2026-01-24'],
};
