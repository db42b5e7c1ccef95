import { atLeast, type Screening } from '../domain/screening.ts';

/**
 * What is heard of each sender, in the order in which it was written: a message waits until the sender's earlier ones are
 * heard. A crisis waits for nothing: it goes ahead of what the same sender wrote before it. Keeps one promise for each
 * sender who is being heard.
 */
export function inOrderOfSender(hear: (text: string) => Promise<Screening>) {
  const lasts = new Map<string, Promise<unknown>>();
  return async (sender: string, text: string): Promise<Screening> => {
    const before = lasts.get(sender);
    const heard = hear(text);
    const turn = Promise.all([heard, before]);
    lasts.set(sender, turn);
    void turn.then(() => {
      if (lasts.get(sender) === turn) lasts.delete(sender);
    });
    const screening = await heard;
    if (!atLeast(screening.level, 'same-day')) await turn;
    return screening;
  };
}
