/** The life of one process of a simulation. After its death nothing it asks is done any more, nor answered. */
export interface Life {
  /** What the work gives, as long as it lives. */
  living<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Ends it. Never resolves. */
  die(): Promise<never>;
  /** Resolves at its death. */
  readonly death: Promise<'died'>;
}

/** A promise of its own each time: one for all would hold on to everything that ever waited for it. */
const never = (): Promise<never> => new Promise(() => {});

/** A life that has begun. `died` hears of its end. */
export function createLife(died: () => void): Life {
  let ended = false;
  let tell: (word: 'died') => void = () => {};
  const death = new Promise<'died'>((resolve) => {
    tell = resolve;
  });
  return {
    async living(work) {
      if (ended) return never();
      const done = await work().then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      if (ended) return never();
      if ('error' in done) throw done.error;
      return done.value;
    },
    die() {
      if (!ended) died();
      ended = true;
      tell('died');
      return never();
    },
    death,
  };
}
