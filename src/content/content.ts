import type { ChannelName } from '../domain/channel.ts';
import type { CounselorWords, Say } from '../domain/effect.ts';
import type { Language } from '../domain/language.ts';
import type { Block } from '../domain/message.ts';
import type { Words } from '../domain/words.ts';
import type { FileLink } from './body.ts';
import type { CrisisPack } from './packs.ts';

/** All that the product says, loaded, checked and compiled: see `loadContent`. */
export interface Content {
  /** Full keys, such as `check-in.mood`. The same in every language. */
  readonly keys: ReadonlySet<string>;
  readonly words: Words;
  /** The older keys that a key stands for as well: the text it is a wording of, what that continues, and so on. */
  readonly older: ReadonlyMap<string, readonly string[]>;
  readonly languages: readonly Language[];
  /** Crisis-line packs by country, lower case; `zz` is for every country without one. */
  readonly packs: ReadonlyMap<string, CrisisPack>;
  /** The arguments a dialog must give for a text; those that a crisis-line pack fills are left out. Pure. */
  args(key: string): ReadonlySet<string>;
  /**
   * What of a text is not ours, where it begins like one of our texts in any language and wording: empty for a copy or its
   * beginning. Null where it does not. Pure.
   */
  echoed(text: string): string | null;
  /** One message as one partner sees it on one channel. Pure. @throws CoachError `CONTENT_INVALID` with the key. */
  render(say: Say | CounselorWords, to: Reader): Rendered;
}

/** Who reads a message, and where. */
export interface Reader {
  readonly language: Language;
  readonly channel: ChannelName;
  /** Where the reader is now: decides whose crisis lines are said. Unknown countries read the pack `zz`. */
  readonly country: string;
  /** Fills `{name}` in a text, where the caller knows it. */
  readonly name?: string;
  /** The reader's local date, `YYYY-MM-DD`: dates of another year are said with it. */
  readonly today?: string;
  /** Where the file that is offered with it is fetched from. */
  readonly file?: FileLink;
}

/** What a channel is given (the shape of `Rendered` in ports/channel.ts). */
export interface Rendered {
  readonly key: string | null;
  readonly text: string;
  readonly body: readonly Block[];
  readonly buttons: readonly Button[];
  readonly labels: readonly string[];
  readonly counselor: string | null;
  readonly language: Language;
  readonly picture?: string;
}

/** `value` is the option's id, or a number from 0 to 10. */
export interface Button {
  readonly label: string;
  readonly value: string;
}
