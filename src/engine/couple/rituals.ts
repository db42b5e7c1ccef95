import { sides } from '../../domain/partner.ts';
import { conversationOf, send, type Turn } from '../turn.ts';

/** From here on every hundredth is told. */
const rounds = [3, 10, 25, 50];
const isTold = (count: number): boolean => rounds.includes(count) || count % 100 === 0;

/**
 * Both begin an exercise: it counts, and a round number is told to both. What is counted is the one bit that both know, at the instant
 * at which they know it; how it goes on, and who leaves, changes nothing. It is a count and no row of days: a week without one takes
 * nothing away. Source: product.md, "Milestones"; safety.md, "Two partners".
 */
export function noteRitual(turn: Turn, exercise: string): void {
  const ritual = turn.dialogs.get(exercise)?.exercise?.ritual;
  if (!ritual) return;
  const count = (turn.together.rituals?.[ritual] ?? 0) + 1;
  turn.together = { ...turn.together, rituals: { ...turn.together.rituals, [ritual]: count } };
  if (!isTold(count)) return;
  for (const side of sides) {
    const conversation = conversationOf(turn, side);
    if (conversation) send(conversation, 'mediated', 'rituals.reached', { kind: ritual, count });
  }
}
