import { worded } from '../conversation/wording.ts';
import { type Conversation, change, hasSaid, send } from '../turn.ts';
import { lastFamily, staysNow } from './staying.ts';

/** Texts in a row that may name no line to call: a turn has three at the most, so that no ten come without one. */
const mostWithout = 6;

/**
 * Once a crisis was told, a line is named in any ten texts: where many in a row named none, the lines are said again, in the
 * wording that is due. Source: safety.md, "After the first word".
 */
export function remindOfLines(conversation: Conversation): void {
  const { talk } = conversation.partner;
  if (!talk || !hasSaid(conversation) || !staysNow(conversation)) return;
  const { lined } = conversation.turn.words;
  const said = conversation.effects.flatMap((each) =>
    each.type === 'send' && 'key' in each.say ? [each.say.key] : [],
  );
  const after = said.length - 1 - said.findLastIndex((key) => lined.has(key));
  const without = after < said.length ? after : (talk.without ?? 0) + said.length;
  const isDue = without > mostWithout;
  // Violence has words of its own, for a private phone alone: 988 and 911 may always stand.
  const of = lastFamily(conversation) === 'violence' ? 'self' : lastFamily(conversation);
  if (isDue) send(conversation, 'crisis', worded(conversation, `crisis-${of}.again`));
  if ((talk.without ?? 0) !== without || isDue)
    change(conversation, { talk: { ...talk, without: isDue ? 0 : without } });
}
