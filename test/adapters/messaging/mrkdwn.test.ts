import { describe, expect, test } from '@jest/globals';
import { mrkdwnOf } from '../../../src/adapters/messaging/mrkdwn.ts';
import { bodyOfWords } from '../../../src/domain/find.ts';
import type { Inline } from '../../../src/domain/message.ts';

const text = (words: string): Inline => ({ type: 'text', text: words });
const em = (words: string): Inline => ({ type: 'emphasis', inlines: [{ type: 'text', text: words }] });
const line = (...inlines: readonly Inline[]): string => mrkdwnOf([{ type: 'line', inlines }]);

describe('a message in Slack’s mrkdwn', () => {
  test('has emphasis as a word of its own, whatever it touches', () => {
    expect(line(text('Do '), em('not'), text(' drive.'))).toBe('Do *not* drive.');
    expect(line(text('Do'), em(' not '), text('drive.'))).toBe('Do *not* drive.');
    expect(line(text('un'), em('like'), text('ly'))).toBe('un\u200b*like*\u200bly');
    expect(line(em('a'), em('b'))).toBe('*a*\u200b*b*');
    expect(line(em(' '), text('x'))).toBe(' x');
  });

  test('has links and phone numbers with their words', () => {
    const words = 'Call 1-800-799-7233, or see https://x.test/a?b=1&c=_d_.';
    expect(mrkdwnOf(bodyOfWords(words, ['1-800-799-7233']))).toBe(
      'Call <tel:+18007997233|1-800-799-7233>, or see <https://x.test/a?b=1&amp;c=_d_>.',
    );
    const href = 'https://x.test/a|b';
    expect(line({ type: 'link', text: 'Find help', href })).toBe('<https://x.test/a%7Cb|Find help>');
    expect(line({ type: 'link', text: 'a|b', href })).toBe('a|b <https://x.test/a%7Cb>');
  });

  test('has a dot before each item of a list, and empty lines where they are', () => {
    const body = [
      { type: 'line', inlines: [text('Do:')] },
      { type: 'line', inlines: [] },
      { type: 'list', items: [[text('one')], [em('two')]] },
    ] as const;
    expect(mrkdwnOf(body)).toBe('Do:\n\n• one\n• *two*');
  });

  test('lets no sign of its words format, mention or quote', () => {
    const plainly = (words: string) => `<!date^0^{_}|${words}>`;
    expect(line(text('*a* _b_'))).toBe(`${plainly('*')}a${plainly('*')} ${plainly('_')}b${plainly('_')}`);
    expect(line(text('<!channel> <@U1> & @here'))).toBe('&lt;!channel&gt; &lt;@U1&gt; &amp; @here');
    expect(line(text('> said'))).toBe('\u00ad&gt; said');
    expect(line(text('```x```'))).toBe(`${plainly('```')}x${plainly('```')}`);
    expect(line(text('so :+1: at 10:30'))).toBe(`so ${plainly(':')}+1: at 10:30`);
    expect(line(text('[x](y) ~1 > 0'))).toBe(`[x](y) ${plainly('~')}1 &gt; 0`);
  });
});
