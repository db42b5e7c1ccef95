import type { Posted } from './activity.ts';

/** What was written, as plain text: without the bot's own mention, without HTML. A button says what stood on it. Pure. */
export function textOf(posted: Posted): string {
  const said = saidBy(posted.value);
  if (said !== null && blank(posted.text)) return said;
  const text = withoutMention(posted);
  const formatted = posted.textFormat === 'xml' || posted.textFormat === 'html';
  return decoded(formatted ? withoutTags(text) : text).trim();
}

/** Whether something came that nobody here can read. Teams adds an HTML copy of ordinary messages: that is none. Pure. */
export function isUnreadable(posted: Posted): boolean {
  const { attachments } = posted;
  if (!attachments || attachments.length === 0 || saidBy(posted.value) !== null) return false;
  if (blank(posted.text)) return true;
  return textOf(posted) === '' && attachments.some(({ contentType }) => contentType !== 'text/html');
}

/** What our buttons carry: `{say}`, for `Action.Submit` as the value, for `Action.Execute` in `action.data`. Pure. */
export function saidBy(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const { say, action } = (value ?? {}) as { say?: unknown; action?: { data?: { say?: unknown } } | null };
  const said = say ?? action?.data?.say;
  return typeof said === 'string' ? said : null;
}

const blank = (text: string | null | undefined): boolean => (text ?? '').trim() === '';

function withoutMention({ text, entities, recipient }: Posted): string {
  let rest = text ?? '';
  for (const entity of entities ?? []) {
    const mention = (entity ?? {}) as { type?: unknown; text?: unknown; mentioned?: { id?: unknown } };
    if (mention.type !== 'mention' || typeof mention.text !== 'string' || mention.text === '') continue;
    if (mention.mentioned?.id !== undefined && mention.mentioned.id === recipient?.id) {
      rest = rest.replaceAll(mention.text, ' ');
    }
  }
  return rest;
}

/** Tags end words where they end lines: `die</p><p>now` is two words. */
const withoutTags = (text: string): string =>
  text
    .replaceAll(/<\/?(?:br|p|div|li|ul|ol|tr|td|h\d|blockquote|pre)\b[^<>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '');

const entities: Readonly<Record<string, string>> = {
  ...{ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&apos;': "'", '&nbsp;': ' ', '&amp;': '&' },
};

const decoded = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|#39|apos|nbsp|amp);/g, (entity) => entities[entity] ?? entity);
