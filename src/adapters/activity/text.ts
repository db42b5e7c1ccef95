import type { z } from 'zod';
import { isBlank } from '../../domain/cleaned.ts';
import { withoutTags } from '../../domain/markup.ts';
import type { writtenFields } from './fields.ts';
import { saidBy, wordsIn } from './value.ts';

/** Those parts as they were read, and who the bot is in this conversation, where that is said. */
export type Written = z.infer<z.ZodObject<typeof writtenFields>> & {
  readonly recipient?: { readonly id?: string | null | undefined } | null | undefined;
};

/**
 * What was written: without the bot's own mention, without HTML. A button says what stood on it. Words that stand only in
 * an HTML copy or in a card's fields are read there. Quotes and HTML entities are left to `cleaned`. Pure.
 */
export function textOf(written: Written): string {
  const text = ownText(written);
  if (!isBlank(text)) return text;
  const beside = [saidBy(written.value) ?? '', htmlOf(written), wordsIn(written.value)];
  return beside.find((each) => !isBlank(each)) ?? text;
}

/** Whether something came that nobody here can read. Teams adds an HTML copy of ordinary messages: that is none. Pure. */
export function isUnreadable(written: Written): boolean {
  const attachments = (written.attachments ?? []).filter((each) => each !== null);
  if (attachments.length === 0 || saidBy(written.value) !== null || !isBlank(textOf(written))) return false;
  return attachments.some((each) => !isHtml(each)) || (written.text ?? '').trim() === '';
}

const isHtml = ({ contentType }: { readonly contentType?: string | null | undefined }): boolean =>
  /^text\/(?:html|plain)\b/i.test(contentType ?? '');

/** How the HTML copy names somebody; the words beside the name are what was written. */
const htmlMention = /<span\b[^<>]*\bMention\b[^<>]*>[^<>]{0,60}<\/span\s*>/gi;

function ownText(written: Written): string {
  const text = withoutMention(written);
  const formatted = written.textFormat === 'xml' || written.textFormat === 'html';
  return (formatted ? withoutTags(text) : text).trim();
}

/** The words of the attachments that are text themselves. */
const htmlOf = ({ attachments }: Written): string =>
  (attachments ?? [])
    .flatMap((each) =>
      each && isHtml(each) && typeof each.content === 'string'
        ? [withoutTags(each.content.replaceAll(htmlMention, ' '))]
        : [],
    )
    .join('\n')
    .trim();

/** Different ways to write the bot's name that are taken out, and how long one may be. */
const mostNames = 4;
const longestName = 500;

/** The bot's mention goes; the name of somebody else stays, without its tag. */
function withoutMention({ text, entities, recipient }: Written): string {
  let rest = text ?? '';
  let names = 0;
  for (const entity of new Set(entities ?? [])) {
    const mention = (entity ?? {}) as { type?: unknown; text?: unknown; mentioned?: { id?: unknown } | null };
    if (mention.type !== 'mention' || typeof mention.text !== 'string') continue;
    if (mention.text.trim() === '' || mention.text.length > longestName || names === mostNames) continue;
    names += 1;
    const isBot = mention.mentioned?.id !== undefined && mention.mentioned?.id === recipient?.id;
    rest = rest.split(mention.text).join(isBot ? ' ' : mention.text.replaceAll(/<\/?at\b[^<>]*>/gi, ''));
  }
  return rest;
}
