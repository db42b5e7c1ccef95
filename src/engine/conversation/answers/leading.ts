import { plain } from '../../../domain/words.ts';
import { choice } from './choice.ts';
import type { AnswerKind, Reply } from './kind.ts';
import { type Lead, leadOf, means, turns } from './leaning.ts';
import { firstWord, holds } from './tiles.ts';

/**
 * A choice as people answer it in a crisis: what a `choice` reads, and beside it a yes or a no that the words begin with,
 * whatever follows, but for words that turn it around. What follows is screened by itself.
 */
export const leading: AnswerKind = {
  ...choice,
  read: (reply) => (isLong(reply) ? null : choice.read(reply)) ?? leaned(reply) ?? atLast(reply),
};

/** Words of the answer that somebody comes to at last: "I ask it five times a shift. Yeah. Yes." */
const atMost = 2;

/** A yes that the last words alone say, behind a mark. A no there takes nothing back of what was said before it. */
function atLast(reply: Reply): string | null {
  const last =
    reply.text
      .trim()
      .replace(/[\s.!)…]+$/u, '')
      .split(/[.!?;\n…]+/u)
      .at(-1) ?? '';
  const said = plain(last);
  if (said === '' || said === reply.said || said.split(' ').length > atMost) return null;
  const value = choice.read({ ...reply, text: last, said });
  const option = reply.question.options.find(({ id }) => id === value);
  return typeof value === 'string' && option && means(option, 'yes') ? value : null;
}

/** In so many words "sometimes" and "kind of" stand for themselves: only what they begin with answers. */
const longFrom = 40;
const isLong = ({ said }: Reply): boolean => said.split(' ', longFrom + 1).length > longFrom;

function leaned(reply: Reply): string | null {
  const { reading } = reply.words;
  const lead = leadOf(reply.said, reading);
  if (!lead || lead.hedged || turns(reply.said, null, reading) || turns(lead.rest, lead.leans, reading)) return null;
  if (lead.leans === 'no' ? belongsOn(lead, reply) : agrees.test(lead.rest)) return null;
  const option = reply.question.options.find((each) => means(each, lead.leans));
  // What must be clear is not, where anything behind it makes it less sure.
  const isLess = option?.clear && reading.hedges.some((hedge) => holds(reply.said, hedge));
  return isLess ? null : (option?.id ?? null);
}

/** "yeah, I get what you're saying", "sí, tienes razón": right behind a yes, these agree with what was said and answer nothing. */
const agrees =
  /^(?:(?:i|im|yo) )?(?:(?:totally|definitely|completely|really|kinda|kind of|so|def|si|claro) )*(?:(?:get|got|hear|feel|see|understand|appreciate|agree with|with|love) (?:what |where |how )?(?:you|youre|u|ya|ur)\b|you ?re (?:so |totally |absolutely )?(?:right|spot on)|(?:te )?(?:entiendo|escucho|comprendo) lo que|(?:tienes|tenes) (?:toda la )?razon)/;

/** What somebody begins a sentence of their own with, right behind a no, in both languages. */
const ownBeginnings = new Set(
  'i im ive id ill it its he hes she shes they theyre we my thanks thank yo nunca jamas para nada gracias mi el ella'.split(
    ' ',
  ),
);

/** "no one", "no quiero", "no more": without a mark behind it a no belongs to what follows. */
const belongsOn = ({ rest }: Lead, { text }: Reply): boolean =>
  rest !== '' && !ownBeginnings.has(firstWord(rest)) && !/^\W*no\s*[.,;:!?)(\n…–—-]/iu.test(text);
