import type { Language } from './language.ts';

/** Whether an outside language service may read a partner's words. */
export interface OutsideConsent {
  readonly status: 'given' | 'declined' | 'withdrawn';
  /** Which text was answered. */
  readonly version: number;
  /** When, and until when it holds: domain time, epoch ms. */
  readonly at: number;
  readonly until: number;
}

/** How negative one message was, 0 to 1; `at` is when it was written. */
export interface Mood {
  readonly at: number;
  readonly negative: number;
}

/** A message that a human may want to look at some day; it never pages. */
export interface Watch {
  readonly at: number;
  /** Who thought so: a screening rule, the service's sentiment, or both at once. */
  readonly by: 'rule' | 'sentiment' | 'both';
  /** The coach asked how they are. */
  readonly asked?: true;
}

/** What the second opinion knows of one partner. Nothing of it is shown to either of them. */
export interface Outside {
  readonly consent?: OutsideConsent;
  /** The newest last. */
  readonly trend?: readonly Mood[];
  readonly watches?: readonly Watch[];
  /** The language that they were last heard to write: it counts from the next message on. */
  readonly language?: Language;
}

/** The consent text of this build that names the service. Raise it when what is agreed to changes. */
export const outsideVersion = 1;

/** How many points of a trend, and how many watches, are kept. */
const most = { trend: 60, watches: 20 } as const;

/** With one more point of the trend. Pure. */
export const withMood = (outside: Outside, mood: Mood): Outside => ({
  ...outside,
  trend: [...(outside.trend ?? []), mood].slice(-most.trend),
});

/** With one more watch: a message has one, and the newer says more. Pure. */
export const withWatch = (outside: Outside, watch: Watch): Outside => ({
  ...outside,
  watches: [...(outside.watches ?? []).filter(({ at }) => at !== watch.at), watch].slice(-most.watches),
});
