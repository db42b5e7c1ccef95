import { z } from 'zod';
import type { AnswerKind, Reply } from './kind.ts';
import { idsOf, readOption } from './spoken.ts';

/** One or more of the options, "1 3" or "hungry and tired": their ids, in the options' order. */
export const several: AnswerKind = {
  read: readSeveral,
  values: ({ options }) => z.array(z.enum(idsOf(options))).min(1),
  samples: ({ options }) => [...idsOf(options).map((id) => [id]), idsOf(options)],
};

const joining = new Set(['and', 'also', 'plus', 'y', 'e', 'tambien', 'con']);

/** Every word must belong to an option. */
function readSeveral(reply: Reply): string[] | null {
  const { options } = reply.question;
  const whole = readOption(options, reply.said, reply);
  if (whole !== null) return [whole];
  const chosen = new Set<string>();
  for (const word of reply.said.split(' ')) {
    if (joining.has(word)) continue;
    const id = readOption(options, word, reply);
    if (id === null) return null;
    chosen.add(id);
  }
  return chosen.size > 0 ? idsOf(options).filter((id) => chosen.has(id)) : null;
}
