import { z } from 'zod';
import { past, readDate } from '../../../domain/read-date.ts';
import type { AnswerKind, Reply } from './kind.ts';

const dateOf = ({ text, language, today }: Reply): string | null => readDate(text, language, today());

/** A day: the next such date, ISO. A day that is over is asked about again. */
export const date: AnswerKind = {
  read(reply) {
    const read = dateOf(reply);
    return read === past ? null : read;
  },
  again: (reply) => (dateOf(reply) === past ? { leadIn: 'coach.not-understood', params: { why: past } } : null),
  values: () => z.iso.date(),
  samples: () => ['2026-12-24'],
};
