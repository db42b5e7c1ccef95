import type { Rehearsal } from '../../app/rehearsal/rehearsal.ts';
import type { Language } from '../../domain/language.ts';

/** What is called in danger, as a country's crisis lines say it: by language. */
export type CallLines = Readonly<
  Record<Language, { readonly emergency: string; readonly suicideLine: string; readonly calls: readonly string[] }>
>;

/** The sample couple as the try page knows it. */
export interface TryStage {
  readonly couple: string;
  readonly counselor: string;
  /** Who signs what the counselor has closed. */
  readonly supervisor: string;
  readonly rehearsal: Rehearsal;
  /** The stream that keeps a user's chat. */
  readonly chatOf: (user: string) => string;
  /** The names of all exercises. */
  readonly exercises: readonly string[];
  readonly linesOf: (country: string) => CallLines;
  /** The built page. */
  readonly pages: string;
}
