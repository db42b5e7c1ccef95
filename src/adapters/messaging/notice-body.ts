import type { Block, Inline } from '../../domain/message.ts';
import type { NoticeMessage, NoticeOutcome } from '../../ports/notices.ts';
import type { Failed } from './failures.ts';

type Shown = Pick<NoticeMessage, 'subject' | 'text' | 'link'>;

/** A notice as lines of a message: the first line stands out, the link comes last. Pure. */
export function noticeBody({ subject, text, link }: Shown): readonly Block[] {
  const lines: readonly (readonly Inline[])[] = [
    ...(subject === '' ? [] : [[{ type: 'emphasis', inlines: [{ type: 'text', text: subject }] } as const]]),
    ...(text === '' ? [] : [[{ type: 'text', text } as const]]),
    ...(link === null ? [] : [[{ type: 'link', text: link.label, href: link.href } as const]]),
  ];
  return lines.map((inlines) => ({ type: 'line', inlines }));
}

/** A notice in one line of words, the link written out: for what shows text alone. Pure. */
export const noticeText = ({ subject, text, link }: Shown): string =>
  [subject === '' ? '' : `${subject}.`, text, link?.href ?? ''].filter((part) => part !== '').join(' ');

/** A failed call as whoever sends notices reads it: a way knows no pace and no STOP of a partner. Pure. */
export const outcomeOf = ({ code, permanent, retryAfterMs }: Omit<Failed, 'ok'>): NoticeOutcome => ({
  ...{ ok: false, code },
  ...(permanent ? { permanent } : {}),
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
