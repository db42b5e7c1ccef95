import { bodyOfWords } from '../../src/domain/find.ts';
import type { Rendered } from '../../src/ports/channel.ts';

/** A text of words alone and its body, in which links and these crisis lines are found. */
export const written = (text: string, calls: readonly string[] = []): Pick<Rendered, 'text' | 'body'> => ({
  text,
  body: bodyOfWords(text, calls),
});
