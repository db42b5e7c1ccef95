import { z } from 'zod';
import { folded } from '../../../domain/words.ts';
import type { AnswerKind, Reply } from './kind.ts';
import { chosen, idsOf, readNumber, readOption } from './spoken.ts';

/** A number and its unit, in either language, with or without a word around: "45 minutes", "1.5 h", "una hora y media". */
const spoken =
  /(?:^|\s)(\d{1,4}(?:[.,]\d{1,2})?|\p{L}+)\s*(h|hrs?|hours?|horas?|m|mins?|minutes?|minutos?)\b\s*(and a half|y media)?/u;
const half = /half (?:an )?hour|media hora/u;
const bare = /^\D*?(\d{1,4})\D*$/u;

/** Minutes that are no day any more: nobody means them. */
const most = 48 * 60;

/** How long something is to be: one of the options, whose ids are minutes, or another span, as minutes in words. */
export const span: AnswerKind = {
  read: (reply) =>
    readOption(reply.question.options, reply.said, reply) ?? minutesIn(reply) ?? chosen(reply)?.id ?? null,
  values: ({ options }) => z.union([z.enum(idsOf(options)), z.stringFormat('minutes', /^\d+$/)]),
  samples: ({ options }) => [...idsOf(options), '45'],
};

function minutesIn(reply: Reply): string | null {
  const text = folded(reply.text).trim();
  if (half.test(text)) return '30';
  const [, written = '', unit = '', more] = spoken.exec(text) ?? [];
  const count = written === '' ? undefined : numberOf(written, reply);
  if (count !== undefined) return within((count + (more ? 0.5 : 0)) * (unit.startsWith('h') ? 60 : 1));
  // A small number alone is that of an option.
  const alone = Number(bare.exec(text)?.[1]);
  return alone > reply.question.options.length ? within(alone) : null;
}

function numberOf(written: string, reply: Reply): number | undefined {
  if (/^\d/.test(written)) return Number(written.replace(',', '.'));
  return ['a', 'an', 'one', 'un', 'una'].includes(written) ? 1 : readNumber(written, reply);
}

const within = (minutes: number): string | null =>
  minutes > 0 && minutes <= most ? String(Math.round(minutes)) : null;
