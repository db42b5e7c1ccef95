import type { RequestSeen } from './world.ts';

/** The requests for a person as last seen, and those made or reopened that no `request:` line has taken, oldest first. */
export interface RequestChanges {
  readonly seen: ReadonlyMap<string, RequestSeen>;
  readonly waiting: readonly RequestSeen[];
}

/** The requests as a run begins: none of them is new. Pure. */
export const startingRequests = (requests: readonly RequestSeen[]): RequestChanges => ({
  seen: byId(requests),
  waiting: [],
});

/** What is new after another look. Pure. */
export function lookAtRequests({ seen, waiting }: RequestChanges, requests: readonly RequestSeen[]): RequestChanges {
  const fresh = requests.filter(({ id, occurrence }) => occurrence > (seen.get(id)?.occurrence ?? 0));
  return { seen: byId(requests), waiting: [...waiting, ...fresh.toSorted((left, right) => left.at - right.at)] };
}

const byId = (requests: readonly RequestSeen[]) => new Map(requests.map((request) => [request.id, request]));
