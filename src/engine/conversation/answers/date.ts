import { z } from 'zod';
import { readDate } from '../../../domain/read-date.ts';
import type { AnswerKind } from './kind.ts';

/** A day: the next such date, ISO. */
export const date: AnswerKind = {
  read: ({ text, language, today }) => readDate(text, language, today()),
  values: () => z.iso.date(),
  samples: () => ['2026-12-24'],
};
