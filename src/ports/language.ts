import type { Language } from '../domain/language.ts';

/** A text to be read. Its id says nothing of whose it is. */
export interface Document {
  readonly id: string;
  readonly text: string;
  /** What it is written in, where that is known. */
  readonly language?: Language;
}

/** Why a text, or all of a call, has no answer. `retryAfterMs`: the service wants to be left alone for so long. */
export interface NoAnswer {
  readonly ok: false;
  readonly code: string;
  readonly retryAfterMs?: number;
}

/** What a service says of one text. Each text of a call has its own: one that is broken leaves the others whole. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | NoAnswer;
export type Answers<Value> = ReadonlyMap<string, Answer<Value>>;

/** A language of ours, and whether the service is sure of it; null for any other, or none. */
export interface Guess {
  readonly language: Language | null;
  readonly sure: boolean;
}

/** How negative a text is, 0 to 1; null where this service cannot tell. */
export type Negative = number | null;

/**
 * Reads texts: which language, how negative, and without what tells who is meant. `names` are taken out beside all else. It
 * holds its own time: an abort ends a call at once. Never rejects.
 */
export interface LanguageService {
  /** The service, as an audit and an operator read it. */
  readonly name: 'local' | 'azure' | 'rehearsal';
  /** Whether texts leave this house: then only with consent, and redacted by ourselves first. */
  readonly leaves: boolean;
  languages(documents: readonly Document[], signal: AbortSignal): Promise<Answers<Guess>>;
  sentiments(documents: readonly Document[], signal: AbortSignal): Promise<Answers<Negative>>;
  redact(documents: readonly Document[], names: readonly string[], signal: AbortSignal): Promise<Answers<string>>;
}

/** What each call is for, as it stands in the audit. */
export type Call = 'language' | 'sentiment';
