import type { AlertChanges } from './alert-changes.ts';
import type { Inbox } from './inbox.ts';
import type { RequestChanges } from './request-changes.ts';
import type { ScriptWorld, Sent } from './world.ts';

/** A run in progress. */
export interface State {
  readonly world: ScriptWorld;
  /** `mode=open`: messages that no line expects are passed over. */
  readonly open: boolean;
  readonly inbox: Inbox;
  alerts: AlertChanges;
  requests: RequestChanges;
  /** Domain time. */
  now: number;
  /** Domain time at which each partner last wrote. */
  readonly spokeAt: Map<string, number>;
  /** When the script began, domain time. */
  readonly began: number;
  /** How many messages setting up sent: no part of the script. */
  before: number;
}

/** An expectation that was not met, in words. `came`: what stood in its place. */
export interface Miss {
  readonly expected: string;
  readonly came: string;
  /** The message that `came` tells of, so that it is not told twice. */
  readonly instead?: Sent;
}
