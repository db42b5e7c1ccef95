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

/** Different ways to write the bot's name that are taken out, and how long one may be. */
const mostNames = 4;
const longestName = 500;

function withoutMention(posted: Posted): string {
  let rest = posted.text ?? '';
  for (const name of namesOfBot(posted)) rest = rest.split(name).join(' ');
  return rest;
}

/** How the bot is mentioned. A message needs one; more than a few are no mentions, and their words stay in the text. */
function namesOfBot({ entities, recipient }: Posted): ReadonlySet<string> {
  const names = new Set<string>();
  for (const entity of entities ?? []) {
    const mention = (entity ?? {}) as { type?: unknown; text?: unknown; mentioned?: { id?: unknown } };
    if (mention.type !== 'mention' || typeof mention.text !== 'string') continue;
    if (mention.text.trim() === '' || mention.text.length > longestName || names.size === mostNames) continue;
    if (mention.mentioned?.id !== undefined && mention.mentioned.id === recipient?.id) names.add(mention.text);
  }
  return names;
}

/** Tags end words where they end lines: `die</p><p>now` is two words. */
const withoutTags = (text: string): string =>
  text
    .replaceAll(/<\/?(?:br|p|div|li|ul|ol|tr|td|h\d|blockquote|pre)\b[^<>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '');

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

const decoded = (text: string): string =>
  text.replaceAll(/&(?:lt|gt|quot|#39|apos|nbsp|amp);/g, (entity) => entities[entity] ?? entity);
