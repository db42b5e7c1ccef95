import { hours, minutes } from '../domain/duration.ts';
import { standardZone } from '../domain/staffed.ts';

/** The bounds of a turn and the times the conductor itself keeps. ms unless told otherwise. */
export interface Limits {
  /** Frames in one conversation; the lowest goes when there are more. */
  readonly frames: number;
  /** Machine steps in one turn, and effects out of it. More is a fault of a dialog. */
  readonly steps: number;
  readonly effects: number;
  /** Characters of a message that a dialog gets to see. All of it is screened. */
  readonly characters: number;
  /** How long a dialog that was set aside can be resumed. */
  readonly pausedLife: number;
  /** How long a quiet crisis answer (violence) stands before it is said again. */
  readonly quietCrisis: number;
  /** How long a crisis that was answered goes on: within it nothing begins anew unless something new is said. */
  readonly crisisLasts: number;
  /** How long after a crisis the coach stays in place of saying that it knows few words. */
  readonly staysFor: number;
  /** How long a quiet question may wait for its channel. */
  readonly quietQuestion: number;
  /** How long a crisis word may wait for the counselor who has taken over (safety.md, "Alerts and counselors"). */
  readonly linesWithoutHuman: number;
  /** The clinic's zone: when a person answers is told by its hours. */
  readonly clinicZone: string;
  /** Days after the beginning of a partner's own count that this clinic notes, beside the usual ones. */
  readonly milestones: readonly number[];
  /** How long any message may wait for them before another is called. */
  readonly counselorSilence: number;
  /** A language service is configured: partners are asked whether it may read, and it is asked about their messages. */
  readonly outside: boolean;
  /** From which negative sentiment on, 0 to 1, a message is a `watch`. */
  readonly negative: number;
  /** How old a message may be that a check is still asked about. */
  readonly askWithin: number;
  /** How long a consent holds (42 CFR Part 2 asks for an expiry). */
  readonly consentLife: number;
  /** After how long without a message the PIN is asked for again, how many tries it has, and how long it then waits. */
  readonly pinIdle: number;
  readonly pinTries: number;
  readonly pinWait: number;
  /** A nudge's life after the first instant at which it may be sent. */
  readonly nudgeLife: number;
  /** How long a nudge waits for a conversation that is busy. */
  readonly nudgeBusy: number;
  /** The window over which nudges of one minute are spread. 0 in rehearsals. */
  readonly jitter: number;
}

export const defaultLimits: Limits = {
  frames: 6,
  steps: 20,
  effects: 20,
  characters: 2_000,
  pausedLife: hours(24),
  quietCrisis: hours(1),
  crisisLasts: hours(12),
  staysFor: hours(24),
  quietQuestion: minutes(10),
  linesWithoutHuman: 60_000,
  clinicZone: standardZone,
  milestones: [],
  counselorSilence: minutes(10),
  outside: false,
  negative: 0.9,
  askWithin: minutes(10),
  consentLife: hours(24 * 365),
  pinIdle: minutes(10),
  pinTries: 5,
  pinWait: minutes(15),
  nudgeLife: hours(3),
  nudgeBusy: minutes(30),
  jitter: minutes(15),
};
