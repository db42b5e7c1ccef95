import type { Say } from '../../domain/effect.ts';
import type { OnCallWay } from '../../ports/staff.ts';
import type { Deps } from '../deps.ts';
import { effectDigest } from '../digests.ts';
import { isStoreFault } from '../faults.ts';
import type { RosterService } from '../roster/roster.ts';
import type { TellWay } from './tell.ts';

/** Says one line back where somebody on call wrote: once for each message, whatever becomes of this process. `message` is its digest. */
export type AnswerWay = (to: OnCallWay, say: Say, message: string) => Promise<void>;

/** The line waits in the roster's outbox. Where the roster cannot be opened it goes out by itself, once. Rejects with `STORE_UNAVAILABLE`. */
export const createAnswerWay =
  (
    { keys, log }: Pick<Deps, 'keys' | 'log'>,
    { note }: Pick<RosterService, 'note'>,
    { tell }: Pick<TellWay, 'tell'>,
  ): AnswerWay =>
  async (to, say, message) => {
    const { person, way } = to;
    try {
      await note(
        { type: 'answered', person: person.id, way: way.id, say },
        effectDigest({ keys }, `answer ${message}`),
      );
    } catch (error) {
      if (isStoreFault(error)) throw error;
      log.error('notice.answer-unkept', error, { kind: way.kind });
      await tell(to, { kind: 'answer', say });
    }
  };
