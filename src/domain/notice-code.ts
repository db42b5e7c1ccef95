import { hashOf } from './hash.ts';

/** How many codes there are: four digits. */
const codes = 10_000;

/**
 * The four digits that name an occurrence of an alert, or a drill, where somebody answers by text: drawn from a random id. Two open
 * cases may have the same; whoever answers is then asked which. Pure.
 */
export const codeFrom = (id: string): string => String(hashOf(id) % codes).padStart(4, '0');

/** What somebody on call asks for by text. `code` as written, `caseCode` where two cases have the same code. */
export type TextAct =
  | { readonly act: 'acknowledge' | 'claim'; readonly code: string; readonly caseCode: string | null }
  /** A word of ours with anything but four digits after it. */
  | { readonly act: 'acknowledge' | 'claim'; readonly code: null };

const acts = { ack: 'acknowledge', claim: 'claim' } as const;

/**
 * Reads `ACK 4821`, `claim 4821` and `CLAIM 4821 C-017`, and nothing else beside the words: a longer text is somebody's words.
 * Pure.
 */
export function readTextAct(text: string): TextAct | null {
  const [, word = '', rest = ''] = /^\s*(ack|claim)\b[\s:#]*(.*?)[\s.!]*$/is.exec(text) ?? [];
  const act = acts[word.toLowerCase() as keyof typeof acts];
  if (!act) return null;
  const [, code, caseCode] = /^#?(\d{4})(?:\s+([A-Za-z][\w-]{0,30}))?$/.exec(rest) ?? [];
  if (code !== undefined) return { act, code, caseCode: caseCode?.toUpperCase() ?? null };
  return /^[\d\s-]*$/.test(rest) ? { act, code: null } : null;
}

/** A code of six digits that was sent to try a contact way, alone in a text; null for anything else. Pure. */
export const readWayCode = (text: string): string | null =>
  /^\s*#?(\d{3})[\s-]?(\d{3})[.\s]*$/.exec(text)?.slice(1).join('') ?? null;
