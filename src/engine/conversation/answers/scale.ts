import { z } from 'zod';
import { folded, plain } from '../../../domain/words.ts';
import type { AnswerKind, Reply } from './kind.ts';
import { setsOf } from './sets.ts';
import { atMark, atReason, atTelling, readNumber } from './spoken.ts';
import { within } from './tiles.ts';

/** A whole number from 0 to 10, in digits or as a word, "7 out of 10", "about 7" and "none" too. */
export const scale: AnswerKind = {
  read: readScale,
  values: () => z.int().min(0).max(10),
  samples: () => [0, 5, 10],
};

function readScale(reply: Reply): number | null {
  // A minus or a comma would be lost in the plain form: "-3" and "7,5" are no whole numbers from 0 to 10.
  if (/[-\u2212]\s*\d|\d[.,]\d/.test(folded(reply.text))) return null;
  const whole = numberIn(reply.said, reply);
  if (whole !== null) return whole;
  for (const halves of [atMark(reply.text), atReason(reply), atTelling(reply)]) {
    const value = halves && numberIn(plain(halves.head), reply);
    if (halves && value !== null) return isCounted(plain(halves.rest), value, reply) ? null : value;
  }
  return null;
}

const isDigits = /^\d{1,2}$/;

const within10 = (value: number): number | null => (value >= 0 && value <= 10 ? value : null);

/** "7/10": without the stroke, "7 10" are two numbers. */
const isOfTen = /\S\s*\/\s*10(?!\d)/;

/** The one number that words hold, with nothing around it but what changes nothing. */
function numberIn(said: string, reply: Reply): number | null {
  if (isDigits.test(said)) return within10(Number(said));
  const { nothing } = reply.words.reading;
  const { around, loose } = setsOf(reply.words.reading);
  const inside = [said, within(said, around), within(said, loose)];
  if (inside.some((each) => nothing.includes(each))) return 0;
  for (const each of inside) {
    const bare = each
      .replace(isOfTen.test(folded(reply.text)) ? / 10$/ : / (?:(?:out )?of (?:10|ten)|(?:de|sobre) (?:10|diez))$/, '')
      .replace(/^(\d{1,2})ish$/, '$1');
    const value = readNumber(within(bare, loose), reply);
    if (value !== undefined) return within10(value);
  }
  return null;
}

/** Whether words hold another number: then nobody can tell which one is meant. */
const isCounted = (said: string, value: number, reply: Reply): boolean =>
  said.split(' ').some((word) => {
    const number = readNumber(word, reply);
    return number === undefined ? /\d/.test(word) : number !== value && word !== 'uno' && word !== 'one';
  });
