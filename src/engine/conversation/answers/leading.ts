import type { Option } from '../../../domain/words.ts';
import { choice } from './choice.ts';
import type { AnswerKind, Reply } from './kind.ts';
import { leadOf, means, turns } from './leaning.ts';

/**
 * A choice as people answer it in a crisis: what a `choice` reads, and beside it a yes or a no that the words begin with,
 * whatever follows, but for words that turn it around. What follows is screened by itself.
 */
export const leading: AnswerKind = { ...choice, read: (reply) => choice.read(reply) ?? leaned(reply) };

function leaned(reply: Reply): string | null {
  const { reading } = reply.words;
  const lead = leadOf(reply.said, reading);
  if (!lead) return null;
  const isTurned = lead.hedged || turns(lead.rest, null, reading);
  if (isTurned) return lead.leans === 'yes' && !lead.hedged ? hedged(reply) : null;
  const option = reply.question.options.find((each) => means(each, lead.leans));
  return option?.id ?? null;
}

/** "Yes but only sometimes": a yes, where none has to be clear. */
function hedged({ question }: Reply): string | null {
  const option: Option | undefined = question.options.find((each) => means(each, 'yes'));
  return option && !option.clear ? option.id : null;
}
