import { describe, expect, test } from '@jest/globals';
import { cleaned, cleanedQuote } from '../../src/domain/cleaned.ts';

describe('a text as somebody wrote it', () => {
  test.each([
    ['a quoted reply', '<quoted messageId="1772000000000"/> Good', 'Good'],
    ['a quoted reply with its words', '<quoted id="1">Are you safe?</quoted>no', 'no'],
    ['a block quote', '<blockquote itemid="7"><b>Coach</b>I want to die</blockquote>\nwhat?', 'what?'],
    ['quotes in quotes', '<blockquote>a<blockquote>b</blockquote>c</blockquote> d', 'd'],
    ['an older quoted reply', '<quote author="8"><legacyquote>[1] Coach: </legacyquote>I want to die</quote>no', 'no'],
    ['a mention in Slack', '<@U012AB> Good <!here>', 'Good'],
    ['a mention in Slack with its name', '<@U012AB|Sam Lee> Good <#C012AB|our talks> <!subteam^S01|@team>', 'Good'],
    ['what Slack made a link of', 'see <https://a.example/b?c=d|I want to die> <tel:988|988>', 'see I want to die 988'],
    ['the signs of a link without words', '<https://a.example> <mailto:sam@a.example|>', 'https://a.example'],
    ['a mention', '<at>Side by Side</at> Good', 'Good'],
    ['a numbered mention', 'Good <at id="0">Side by Side</at>', 'Good'],
    ['the place of a picture', '\ufffc', ''],
    ['zero-width marks', 'go\u200bod\u2060\ufeff', 'good'],
    ['direction marks', '\u202a\u200eyes\u202c\u2069', 'yes'],
    ['a soft hyphen and a filler', 'y\u00ades\u3164\u2800', 'yes'],
    ['a null character', 'y\0es', 'yes'],
    ['hexadecimal entities', 'she won&#x27;t wake up', "she won't wake up"],
    ['decimal entities', 'can&#8217;t', 'can’t'],
    ['named entities', 'qu&eacute; m&aacute;s &hellip; me quiero morir', 'qué más … me quiero morir'],
    ['spaces of HTML', 'want&nbsp;to&#160;die', 'want to die'],
    ['marks written as entities', 'good&#8203;&ZeroWidthSpace;', 'good'],
  ])('is without %s', (_what, text, plainly) => {
    expect(cleaned(text)).toBe(plainly);
  });

  test.each([
    ['words after a quote that was never closed', '<blockquote>I want to die', 'I want to die'],
    [
      'words in a mention too long for a name',
      `<at>${'I want to die '.repeat(6)}</at>`,
      'I want to die '.repeat(6).trim(),
    ],
    ['words that only look like a link', '<https://a.example I want to die>', '<https://a.example I want to die>'],
    ['signs that are no tags', 'I <3 you & 1 < 2', 'I <3 you & 1 < 2'],
    ['an ampersand before a word', 'sad &not ok', 'sad &not ok'],
    ['entities that were written twice', '&amp;lt;', '&lt;'],
    [
      'tags that were written as entities',
      '&lt;blockquote&gt;I want to die&lt;/blockquote&gt;',
      '<blockquote>I want to die</blockquote>',
    ],
    ['line breaks', 'a\nb', 'a\nb'],
    ['pictures of several', '👨‍👩‍👧 👍🏽 ❤️', '👨‍👩‍👧 👍🏽 ❤️'],
  ])('keeps %s', (_what, text, kept) => {
    expect(cleaned(text)).toBe(kept);
  });

  test('that is nothing but a quote has the words of the quote', () => {
    expect(cleanedQuote('<blockquote>I want to die</blockquote>')).toBe('I want to die');
  });

  test.each([
    ['<blockquote>'.repeat(10_000) + '</blockquote>'.repeat(10_000)],
    ['<blockquote>'.repeat(20_000)],
    ['<at>a'.repeat(40_000)],
    ['<https://a|'.repeat(20_000)],
    ['<@U|'.repeat(50_000)],
    ['&#x'.repeat(60_000)],
    [`<blockquote>${'</blockquote '.repeat(20_000)}`],
  ])('is read quickly, however hostile', (text) => {
    const started = performance.now();
    cleaned(text);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
