import { bodyOf } from '../../src/content/body.ts';
import { given } from '../../src/content/message.ts';
import { plainOf } from '../../src/domain/message.ts';
import type { Rendered } from '../../src/ports/channel.ts';

/** A text and its body, as the content makes them of words in which links and these crisis lines are found. */
export function written(words: string, calls: readonly string[] = []): Pick<Rendered, 'text' | 'body'> {
  const body = bodyOf([given(words, true)], { calls, letters: (text) => text });
  return { text: plainOf(body), body };
}
