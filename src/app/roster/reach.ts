import { unreachedParams } from '../../domain/effect.ts';
import { callable } from '../../engine/alert/whom.ts';
import type { Engine } from '../../engine/engine.ts';
import type { OnCallSource } from '../../ports/on-call.ts';

/** Whether anybody on call can be reached just now, as far as this process knows. Where it does not know, nobody. */
export type IsReached = () => boolean;

export const createIsReached =
  ({ lastKnown }: Pick<OnCallSource, 'lastKnown'>): IsReached =>
  () =>
    callable(lastKnown()).length > 0;

/** The engine, told in each turn where nobody can be reached: its texts then claim nothing else. */
export const withReach = (engine: Engine, isReached: IsReached): Engine => ({
  ...engine,
  runTurn: (couple, event) => engine.runTurn(couple, isReached() ? event : { ...event, unreached: true }),
});

/** The same for a text that is said without a turn. */
export const reachParams = (isReached: IsReached) => (isReached() ? {} : unreachedParams);
