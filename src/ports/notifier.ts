import type { Notice } from '../domain/effect.ts';

/** What is sent when nothing could be stored: it names the spool entry, and nothing of what was said. */
export interface FallbackNotice {
  readonly spooled: string;
  readonly level: Notice['level'];
}

/** Reaches the person on call. */
export interface Notifier {
  notify(
    notice: Notice,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string }>;
  fallback(notice: FallbackNotice, signal: AbortSignal): Promise<void>;
}
