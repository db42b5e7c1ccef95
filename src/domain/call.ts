/** Who is called on a step of the ladder, from the first to all at once. */
export const onCallSteps = ['primary', 'backup', 'lead', 'everyone'] as const;
export type OnCall = (typeof onCallSteps)[number];

/** A person whom an alert has called, and how far that has come. */
export interface Call {
  readonly person: string;
  /** The step of the ladder that called them. */
  readonly step: OnCall;
  /** From when on their ways are tried, domain time: later than the step where it waits for the end of their quiet hours. */
  readonly at: number;
  /** The ways that a notice was sent by, and those of them where it failed. */
  readonly tried: readonly string[];
  readonly failed: readonly string[];
}

/** A notice that can still be changed where it was sent. `handle` names it in its channel's own words. */
export interface SentNotice {
  readonly person: string;
  readonly way: string;
  readonly handle: string;
}
