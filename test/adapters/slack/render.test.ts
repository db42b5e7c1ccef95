import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { longestText, piecesOf, textObject } from '../../../src/adapters/slack/mrkdwn.ts';
import { messageOf } from '../../../src/adapters/slack/render.ts';
import type { Rendered } from '../../../src/ports/channel.ts';
import { blockMistakes } from '../../support/block-kit.ts';
import { labelsOf, wordsOf } from '../../support/slack-service.ts';

const rendered = (text: string, labels: readonly string[] = []): Rendered => ({
  ...{ key: 'x.ask', text, labels, counselor: null, language: 'en', question: 'turn-1.0' },
  buttons: labels.map((label) => ({ label, value: label })),
});
const posted = (message: Rendered) =>
  messageOf({ address: 'U1', reference: 'D1', message, effect: 'e', lane: 'reply', at: 0 }) as never as Record<
    string,
    unknown
  >;

describe('a text', () => {
  test('has the three characters of control sequences escaped, and nothing linked', () => {
    expect(textObject('a < b & c > d <!channel> <@U1>')).toEqual({
      type: 'mrkdwn',
      text: 'a &lt; b &amp; c &gt; d &lt;!channel&gt; &lt;@U1&gt;',
      verbatim: true,
    });
  });
  test.each(['*no*', '_no_', 'snake_case_name', '~no~', '`no`', ':cry:', '> no', 'yes\n > no', '*', '3 * 4 * 5'])(
    'that mrkdwn would format (%s) goes as plain text, as it is',
    (text) => {
      expect(textObject(text)).toEqual({ type: 'plain_text', text, emoji: false });
    },
  );
  test('that is long is cut between paragraphs, lines or words, and loses none of them', () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `word${index}`);
    const pieces = piecesOf(words.join(' '));
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join(' ').split(' ')).toEqual(words);
    expect(piecesOf(`${'a'.repeat(2_000)}\n\n${'b'.repeat(2_000)}`)).toEqual(['a'.repeat(2_000), 'b'.repeat(2_000)]);
  });
  test('is Block Kit, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 9_000, size: 'max' }),
        fc.constantFrom('', '&', '😀', ' &<'),
        (text, piece) => {
          const whole = text + piece.repeat(2_000);
          const pieces = piecesOf(whole);
          expect(pieces.every((each) => textObject(each).text.length <= longestText)).toBe(true);
          expect(pieces.join('').replaceAll(/\s/g, '')).toBe(whole.replaceAll(/\s/g, ''));
          if (whole.trim() !== '') expect(blockMistakes(posted(rendered(whole))['blocks'])).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a message', () => {
  test('shows a locked phone no word of it', () => {
    expect(posted(rendered('He choked me'))['text']).toBe('Side by Side');
  });
  test('goes to the conversation that is known, else to the person', () => {
    const message = rendered('x');
    const to = { address: 'U1', message, effect: 'e', lane: 'reply', at: 0 } as const;
    expect([messageOf({ ...to, reference: 'D1' }).channel, messageOf(to).channel]).toEqual(['D1', 'U1']);
  });
  test('has each option as a button, 25 in a block, that brings itself and its question', () => {
    const labels = Array.from({ length: 60 }, (_, index) => `Option ${index} ${'x'.repeat(index === 3 ? 200 : 1)}`);
    const message = posted(rendered('Which?', labels));
    expect(blockMistakes(message['blocks'])).toEqual([]);
    expect(labelsOf(message)).toHaveLength(60);
    expect(labelsOf(message)[3]).toMatch(/^Option 3 x+…$/);
    expect(JSON.stringify(message)).toContain(
      JSON.stringify(JSON.stringify({ say: labels[3], question: 'turn-1.0' })).slice(1, -1),
    );
  });
  test('keeps crisis numbers as they are', () => {
    const text = 'Call 911 or 988, or 1-800-799-7233 & text START to 88788.';
    expect(wordsOf(posted(rendered(text)))).toContain('988, or 1-800-799-7233 &amp; text START to 88788');
  });
});
