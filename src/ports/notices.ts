import type { Notice } from '../domain/effect.ts';
import type { Language } from '../domain/language.ts';
import type { WayKind } from '../domain/staff/person.ts';

/** Where a notice goes. */
export interface NoticeAddress {
  readonly address: string;
  readonly reference?: string;
}

/**
 * What is told through a contact way, an envelope: case code, level, how long it waits, where to look. Never a name, a quote,
 * a substance or a number. `text` is the same in words, for what shows text alone; `subject` is a first line.
 */
export interface NoticeMessage {
  readonly id: string;
  readonly notice: Notice;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  /** Where the case is opened, under the clinic's public address; it opens and never acts. */
  readonly link: string | null;
  /** What a tap can do, with its label. `acknowledge` and `claim` of an open alert; none for a test or a code. */
  readonly acts: readonly { readonly act: 'acknowledge' | 'claim'; readonly label: string }[];
}

/**
 * What became of a notice. `handle` names the message for a later update, in the channel's own words. `permanent`: this way
 * takes nothing more, and has ended.
 */
export type NoticeOutcome =
  | { readonly ok: true; readonly handle?: string }
  | { readonly ok: false; readonly code: string; readonly permanent?: true; readonly retryAfterMs?: number };

/** Sends notices of one kind. Each call is bounded by its signal. */
export interface NoticeChannel {
  readonly kind: WayKind;
  send(to: NoticeAddress, message: NoticeMessage, signal: AbortSignal): Promise<NoticeOutcome>;
  /** Shows in a sent message what became of the case; left out where sent messages stay as they are. */
  update?(to: NoticeAddress, handle: string, message: NoticeMessage, signal: AbortSignal): Promise<NoticeOutcome>;
}
