import type { NoticeMessage } from '../../ports/notices.ts';
import { envelope } from './card.ts';

/** How a first line looks by level; no other says anything by its colour alone. */
const colours: Readonly<Record<string, string>> = { emergency: 'Attention', urgent: 'Warning' };

/**
 * A notice as an Adaptive Card 1.5. An act is an `Action.Execute`, whose answer takes the card's place, with an `Action.Submit` for
 * clients that know no other; the link opens, and never acts. `said` is what an act came to. Pure.
 */
export function noticeCard({ subject, text, link, acts, about }: NoticeMessage, said?: string): object {
  const color = about?.state === 'open' ? colours[about.level] : undefined;
  const first = { type: 'TextRun', text: subject, weight: 'Bolder', size: 'Medium', ...(color ? { color } : {}) };
  const lines = [
    ...(subject === '' ? [] : [first]),
    ...(text === '' ? [] : [{ type: 'TextRun', text }]),
    ...(said === undefined ? [] : [{ type: 'TextRun', text: `✓ ${said}`, weight: 'Bolder' }]),
  ];
  const actions = [
    ...acts.map(({ label: title, token }) => {
      const data = { notice: token };
      const fallback = { type: 'Action.Submit', title, data };
      return { type: 'Action.Execute', title, verb: 'notice', data, fallback };
    }),
    ...(link === null ? [] : [{ type: 'Action.OpenUrl', title: link.label, url: link.href }]),
  ];
  return {
    ...envelope,
    fallbackText: [subject, text, link?.href ?? ''].filter((part) => part !== '').join('\n\n'),
    body: lines.map((run) => ({ type: 'RichTextBlock', inlines: [run] })),
    ...(actions.length > 0 ? { actions } : {}),
  };
}
