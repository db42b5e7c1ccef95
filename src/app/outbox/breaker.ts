/** How many addresses have to fail one after the other, and how often in all, until a provider counts as gone. */
const addresses = 3;
const failures = 5;

/** How long nothing is tried then, ms of real time: at first, and at most. */
const shortest = 5_000;
const longest = 60_000;

/** So long a try may take until another is made, ms: one of which nothing more is heard holds nobody back for good. */
const probeLasts = 15_000;

interface State {
  failed: Set<string>;
  count: number;
  /** null: closed. */
  until: number | null;
  wait: number;
  /** When the one try that is under way counts as lost; null where none is. */
  probe: number | null;
}

const closed = (): State => ({ failed: new Set(), count: 0, until: null, wait: shortest, probe: null });

/**
 * A breaker per provider: after failures at several addresses in a row nothing but a crisis is tried for a while, then one
 * message; what that comes to opens or closes it. Any success closes it. One address that fails alone never opens it.
 */
export function createBreaker() {
  const states = new Map<string, State>();
  const stateOf = (provider: string): State => {
    const known = states.get(provider) ?? closed();
    states.set(provider, known);
    return known;
  };

  return {
    /** ms to wait before the next try; 0 when it has to be made now: after a failure it is the one that decides. */
    wait(provider: string, now: number): number {
      const state = stateOf(provider);
      if (state.until === null) return 0;
      if (now < state.until) return state.until - now;
      if (state.probe !== null && now < state.probe) return 1_000;
      state.probe = now + probeLasts;
      return 0;
    },
    succeeded: (provider: string): void => void states.set(provider, closed()),
    failed(provider: string, address: string, now: number): void {
      const state = stateOf(provider);
      state.count += 1;
      if (state.failed.size < addresses) state.failed.add(address);
      if (state.probe !== null) state.wait = Math.min(longest, state.wait * 2);
      const opens = state.until === null && state.count >= failures && state.failed.size >= addresses;
      if (opens || state.probe !== null) state.until = now + state.wait;
      state.probe = null;
    },
  };
}
