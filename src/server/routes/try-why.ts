import { streamOf } from '../../app/aggregates/update.ts';
import type { App } from '../../app/create-app.ts';
import type { HistoryEntry } from '../../app/streams/history.ts';
import type { Json } from '../../domain/frame.ts';
import { type Side, sides } from '../../domain/partner.ts';
import type { Match } from '../../domain/screening.ts';
import type { TryStage } from './try-stage.ts';

/** How many of a phone's newest messages are explained. */
const most = 40;

/** Something of one phone that needs a reason: a message and what was heard in it, or what was not sent. */
type Explained =
  | { readonly what: 'message'; readonly at: number; readonly text: string; readonly heard: readonly object[] }
  | { readonly what: 'unsent'; readonly at: number; readonly lane: string; readonly code?: string };

/**
 * Why each message of a phone was heard, by which rule and words, and why something was not sent, newest first: as the turn
 * log has it. It is the counselor's and the inspector's, never a partner's.
 */
export async function whyOf(
  app: Pick<App, 'couple' | 'history'>,
  { couple: id, rehearsal }: Pick<TryStage, 'couple' | 'rehearsal'>,
): Promise<object> {
  const couple = await app.couple(id);
  const turnsOf = async (side: Side) => {
    const stream = streamOf('turn', id, side);
    const entries = await app.history(stream, rehearsal.before(stream), 10_000);
    return entries.flatMap(explained).slice(-most).reverse();
  };
  const users = sides.flatMap((side) => {
    const user = couple?.[side]?.addresses[0]?.id;
    return user === undefined ? [] : [{ side, user }];
  });
  return { phones: await Promise.all(users.map(async ({ side, user }) => ({ user, turns: await turnsOf(side) }))) };
}

/** What an entry of the turn log explains; nothing where all went its usual way. */
function explained({ at, data }: HistoryEntry): readonly (Explained & { readonly reason: Json })[] {
  const { event, silence = null, skipped, later, reason, code, lane } = data;
  if (event === 'message') {
    const text = String(data['text'] ?? '');
    const heard = ((data['heard'] ?? []) as unknown as readonly Match[]).map((match) => heardView(match, text));
    return [{ what: 'message', at, text, heard, reason: silence }];
  }
  if (event === 'delivery-failed')
    return [{ what: 'unsent', at, lane: String(lane), reason: 'refused', code: String(code) }];
  if (event === 'withheld') return [{ what: 'unsent', at, lane: String(lane), reason: reason ?? null }];
  const kept = skipped ?? later;
  return kept === undefined ? [] : [{ what: 'unsent', at, lane: 'nudge', reason: kept }];
}

const heardView = ({ rule, category, level, language, downgraded, span }: Match, text: string): object => ({
  ...{ rule, category, level, language },
  ...(downgraded ? { downgraded } : {}),
  words: text.slice(...span),
});
