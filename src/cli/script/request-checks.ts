import type { Line } from './script.ts';
import type { Miss, State } from './state.ts';

type Of<Type extends Line['type']> = Extract<Line, { readonly type: Type }>;

/** Looks whether the partner has asked since the last such line, and takes that. */
export function checkRequest(state: State, { name, within }: Of<'request'>): Miss | null {
  const since = state.spokeAt.get(name) ?? state.began;
  const found = state.requests.waiting.find(
    (each) => each.name === name && (within === null || each.at - since <= within),
  );
  const limit = within === null ? '' : ` within ${within / 1000}s of ${name}'s last line`;
  if (!found) return { expected: `a new request: ${name}${limit}`, came: newRequests(state) };
  state.requests = { ...state.requests, waiting: state.requests.waiting.filter(({ id }) => id !== found.id) };
  return null;
}

/** Looks whether nobody has asked since the last `request:` line. */
export const checkNoRequest = (state: State): Miss | null =>
  state.requests.waiting.length === 0 ? null : { expected: 'no new request', came: newRequests(state) };

/** Looks whom the newest notice of the partner's request called. */
export async function checkCalls({ world }: State, { name, who }: Of<'request-calls'>): Promise<Miss | null> {
  const called = (await world.requests()).find((each) => each.name === name)?.called ?? 'nobody';
  return called === who ? null : { expected: `the request of ${name} called ${who} last`, came: called };
}

const newRequests = ({ requests }: State): string =>
  requests.waiting.map(({ name }) => name).join('\n') || 'no new request';
