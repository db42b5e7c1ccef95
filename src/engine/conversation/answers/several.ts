import { z } from 'zod';
import { plain } from '../../../domain/words.ts';
import type { AnswerKind, Reply } from './kind.ts';
import { setsOf } from './sets.ts';
import { atMark, atReason, chosen, idsOf, readOption } from './spoken.ts';
import { within } from './tiles.ts';

/** One or more of the options, "1 3" or "hungry and tired": their ids, in the options' order. */
export const several: AnswerKind = {
  read: readSeveral,
  values: ({ options }) => z.array(z.enum(idsOf(options))).min(1),
  samples: ({ options }) => [...idsOf(options).map((id) => [id]), idsOf(options)],
};

const joining = new Set(['and', 'also', 'plus', 'y', 'e', 'tambien', 'con']);

function readSeveral(reply: Reply): string[] | null {
  const all = listed(reply.said, reply);
  if (all) return all;
  const one = chosen(reply);
  if (one) return [one.id];
  // "hungry and tired because we skipped lunch": what follows says no more about the list.
  const halves = atReason(reply) ?? atMark(reply.text);
  return halves && namesNone(plain(halves.rest), reply) ? listed(plain(halves.head), reply) : null;
}

/** The options of a list in which every word belongs to one, but for the words around it. */
function listed(said: string, reply: Reply): string[] | null {
  const { question, words } = reply;
  const { options } = question;
  const whole = readOption(options, said, reply);
  if (whole !== null) return [whole];
  const taken = new Set<string>();
  const left = within(said, setsOf(words.reading).loose).split(' ');
  for (let at = 0; at < left.length; ) {
    const { id, length } = longest(left.slice(at), reply);
    if (length === 0) return null;
    if (id !== null) taken.add(id);
    at += length;
  }
  return taken.size > 0 ? idsOf(options).filter((id) => taken.has(id)) : null;
}

/** Words of one option, at most. */
const mostWords = 4;

/** The longest run of words at the beginning that names an option, or that joins two. */
function longest(words: readonly string[], reply: Reply): { readonly id: string | null; readonly length: number } {
  for (let length = Math.min(mostWords, words.length); length > 0; length -= 1) {
    const id = readOption(reply.question.options, words.slice(0, length).join(' '), reply);
    if (id !== null) return { id, length };
  }
  return { id: null, length: joining.has(words[0] ?? '') ? 1 : 0 };
}

const namesNone = (said: string, reply: Reply): boolean =>
  said.split(' ').every((word) => readOption(reply.question.options, word, reply) === null);
