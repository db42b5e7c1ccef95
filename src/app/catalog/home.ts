import type { Content, Rendered } from '../../content/content.ts';
import type { ChannelName } from '../../domain/channel.ts';
import { type Language, languages } from '../../domain/language.ts';

const open = ['home.about', 'home.emergency', 'home.stop'] as const;
const closed = ['home.closed', 'home.emergency'] as const;

/** Every text of a page that only tells of the coach. */
export const homeTexts: readonly string[] = [...new Set([...open, ...closed])];

/**
 * What such a page says, one list of texts for each language: the reader's, or all where it is not known. `chat`:
 * whether the coach talks with anybody there. Pure.
 */
export const homeOf =
  (
    content: Pick<Content, 'render'>,
    { channel, country, chat }: { channel: ChannelName; country: string; chat: boolean },
  ) =>
  (known: Language | null): readonly (readonly Rendered['body'][])[] =>
    (known === null ? languages : [known]).map((language) =>
      (chat ? open : closed).map((key) => content.render({ key, params: {} }, { language, channel, country }).body),
    );
