import { CoachError } from '../../domain/errors.ts';

/** Runs all that one aggregate has due by an instant; whether there is such an aggregate. Its queue is held by the caller. */
export type Runner = (id: string, at: number) => Promise<boolean>;

/** An aggregate with more due events in a row than this is faulty: its timers set themselves again. */
const most = 50;

/** How what is due of one kind is found and run. */
interface Work<State, Due> {
  readonly lastKnown: (id: string) => Promise<{ readonly state: State } | null>;
  readonly dueBy: (state: State, at: number) => readonly Due[];
  readonly runOne: (id: string, due: Due, at: number) => Promise<unknown>;
}

/** Runs one due event after the other, each on the state that the one before left. */
export const runAll =
  <State, Due>({ lastKnown, dueBy, runOne }: Work<State, Due>): Runner =>
  async (id, at) => {
    for (let count = 0; count < most; count += 1) {
      const loaded = await lastKnown(id);
      const next = loaded && dueBy(loaded.state, at)[0];
      if (!next) return loaded !== null;
      await runOne(id, next, at);
    }
    throw new CoachError(
      'TURN_TOO_LONG',
      'There is more due work of one record than can be: a timer sets itself anew.',
      {
        id,
      },
    );
  };
