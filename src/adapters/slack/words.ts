import { isBlank } from '../../domain/cleaned.ts';

/** The parts of a message that are read. */
export interface Written {
  readonly text?: string | null | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly files?: readonly unknown[] | null | undefined;
}

/**
 * What was written: the text, else the words that stand only in blocks, in a forwarded message, or in what Slack shows of
 * a file (a long text that became a snippet, what was heard in a clip). Mentions and entities are left to `cleaned`. Pure.
 */
export function textOf({ text, blocks, attachments, files }: Written): string {
  const own = text ?? '';
  if (!isBlank(own)) return own;
  return [blocks, attachments, files].map(wordsOf).find((each) => !isBlank(each)) ?? own;
}

/** Whether something came that nobody here can read, and no words with it. Pure. */
export const isUnreadable = (written: Written): boolean =>
  [written.files, written.attachments, written.blocks].some((each) => Array.isArray(each) && each.length > 0) &&
  isBlank(textOf(written));

const deepest = 10;
const most = 500;

/** Fields of blocks, attachments and files that hold what somebody wrote or said; `fallback` only says it again. */
const spoken: ReadonlySet<string> = new Set(['text', 'pretext', 'preview', 'content']);

/** The words in a value, those of one line together. */
function wordsOf(value: unknown): string {
  const found: string[] = [];
  collect(value, 0, found);
  return found.join('').trim();
}

function collect(value: unknown, depth: number, found: string[]): void {
  if (typeof value !== 'object' || value === null || depth > deepest || found.length >= most) return;
  for (const [key, each] of Object.entries(value)) {
    if (typeof each === 'string') {
      if (spoken.has(key)) found.push(each);
    } else collect(each, depth + 1, found);
  }
  if (endsLine.has((value as { type?: unknown }).type) || depth <= 1) found.push('\n');
}

/** Parts of a rich text that begin a new line after them. */
const endsLine: ReadonlySet<unknown> = new Set(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']);
