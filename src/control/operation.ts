import type { App } from '../app/create-coach.ts';
import type { HealthProblem } from '../app/health.ts';
import type { CopyTo } from '../ports/copy.ts';
import type { Store } from '../ports/store.ts';

/** What an operation may use: the same when a service runs and when the command opened the store itself. */
export interface ControlParts {
  readonly store: Store;
  readonly copyTo: CopyTo;
  /** Since when a service runs here, real time, epoch ms; null when none does. */
  readonly since: number | null;
  /** Every problem there is now. */
  readonly problems: () => Promise<readonly HealthProblem[]>;
  /** The app over this store. Its texts and dialogs are loaded when it is first asked for. */
  readonly app: () => Promise<App>;
}

/** Says how far a long operation is, in one line. */
export type Progress = (line: string) => void;

/** What an operation tells while it works. */
export interface Telling {
  readonly progress: Progress;
  /** One of many things is done. Throws when nobody listens any more, so that no more is done unseen. */
  readonly item: (item: object) => void;
}

/** Something that the command line asks of the running service. */
export interface Operation {
  /** Where there is no store yet, it may make one. */
  readonly mayCreate: boolean;
  /** Runs it on arguments as they arrived. @throws CoachError `BODY_INVALID` when they cannot be read. */
  run(parts: ControlParts, args: unknown, telling: Telling): Promise<object>;
}
