import { cleaned, cleanedQuote } from '../../domain/cleaned.ts';
import type { Inbound } from '../../ports/channel.ts';

/**
 * An inbound with the words of its writer alone (`cleaned`). A text that is nothing but a quote keeps the quote's words,
 * unless it stands beside something that nobody here can read. Pure.
 */
export function asWritten(inbound: Inbound): Inbound {
  const text = cleaned(inbound.text);
  if (text !== '' || inbound.unreadable)
    return { ...inbound, text, unreadable: text === '' && inbound.unreadable === true };
  return { ...inbound, text: cleanedQuote(inbound.text) };
}
