import type { Asked } from '../../domain/frame.ts';
import { hashOf } from '../../domain/hash.ts';
import { localDate } from '../../domain/local-time.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Question } from '../../domain/words.ts';
import { notOffered } from '../couple/suits.ts';
import type { Conversation } from '../turn.ts';
import { fitNow } from './moments.ts';

/** The option that shows those which were not shown so far. */
export const more = 'more';

/** When a command of the menu fits; all others fit at no time in particular. */
const fitsOfCommands: Readonly<Record<string, readonly Moment[]>> = { resume: ['set-aside', 'always'] };

/**
 * What a question offers that names things to do: those that can be done here, and where only some are shown at a time, what fits this
 * partner now first, then the rest in an order of the day. `more` brings those that were not shown. Nothing where it offers all it has.
 */
export function offeredIn(
  conversation: Conversation,
  key: string,
  question: Question,
): Pick<Asked, 'offered' | 'shown'> {
  const without = notOffered(conversation, question.options);
  const can = question.options.filter(({ id }) => id !== more && !without.includes(id) && isNow(conversation, id));
  if (question.most === undefined || can.length <= question.most) {
    return can.length < question.options.length ? { offered: can.map(({ id }) => id) } : {};
  }
  return page(conversation, shownBefore(conversation, key), question.most, can);
}

function page(
  conversation: Conversation,
  shown: readonly string[],
  most: number,
  can: Question['options'],
): Pick<Asked, 'offered' | 'shown'> {
  const staying = can.filter(({ stays }) => stays).map(({ id }) => id);
  const all = inOrder(
    conversation,
    can.filter(({ stays }) => !stays).map(({ id }) => id),
  );
  const left = all.filter((id) => !shown.includes(id));
  const room = most - staying.length;
  if (left.length === 0) return page(conversation, [], most, can);
  if (left.length <= room) return { offered: [...left, ...staying], shown };
  const now = left.slice(0, room - 1);
  return { offered: [...now, ...staying, more], shown: [...shown, ...now] };
}

/** What was shown of this question so far, where it is asked once more for the rest. */
function shownBefore(conversation: Conversation, key: string): readonly string[] {
  const asked = conversation.partner.stack.at(-1)?.asked;
  return asked?.key === key ? (asked.shown ?? []) : [];
}

/** What was set aside is offered only where something was. */
const isNow = (conversation: Conversation, id: string): boolean =>
  id !== 'resume' || fitNow(conversation, id, ['set-aside']) > 0;

/** What fits now first; what fits as well in an order of its own each day, so that all of it is met. */
function inOrder(conversation: Conversation, ids: readonly string[]): readonly string[] {
  const { partner, turn } = conversation;
  const date = localDate(turn.at, partner.zone);
  const ranked = ids.map((id) => ({
    id,
    fit: fitNow(conversation, id, turn.dialogs.get(id)?.fits ?? fitsOfCommands[id] ?? []),
    place: hashOf(`${id}|${date}`),
  }));
  return ranked.sort((one, other) => other.fit - one.fit || one.place - other.place).map(({ id }) => id);
}
