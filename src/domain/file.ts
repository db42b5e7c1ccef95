import { hours } from './duration.ts';
import type { FileMedia } from './message.ts';
import type { Side } from './partner.ts';

/** How long a file of the coach can be fetched, ms. */
export const fileLife = hours(24);

/** A file that the coach makes for one partner out of their own record, each time its link is opened. Nothing of it is kept. */
export interface CoachFile {
  readonly couple: string;
  readonly side: Side;
  readonly dialog: string;
  /** The text of the dialog that it holds, or that names the entry of a calendar. */
  readonly key: string;
  /** The fields of the dialog that the text uses, as the dialog would find them if it were opened now. */
  readonly with: readonly string[];
  /** It is an entry of a calendar: epoch ms, and minutes. */
  readonly entry?: { readonly at: number; readonly minutes: number };
  /** Domain time until which it can be fetched, epoch ms. */
  readonly until: number;
}

/** What kind of file it is. Pure. */
export const mediaOf = ({ entry }: CoachFile): FileMedia => (entry ? 'text/calendar' : 'text/plain');

/** The name that it is saved by: the same for everybody. Pure. */
export const fileNameOf = (media: FileMedia): string => `side-by-side.${media === 'text/calendar' ? 'ics' : 'txt'}`;
