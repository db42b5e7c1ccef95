import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { messageOf } from '../../../src/adapters/slack/render.ts';
import { sectionsOf } from '../../../src/adapters/slack/sections.ts';
import { bodyOfWords } from '../../../src/domain/find.ts';
import type { Rendered } from '../../../src/ports/channel.ts';
import { blockMistakes } from '../../support/block-kit.ts';
import { labelsOf, wordsOf } from '../../support/slack-service.ts';

const rendered = (text: string, labels: readonly string[] = []): Rendered => ({
  ...{
    key: 'x.ask',
    text,
    body: bodyOfWords(text, ['988', '1-800-799-7233']),
    labels,
    counselor: null,
    language: 'en',
    question: 'turn-1.0',
  },
  buttons: labels.map((label) => ({ label, value: label })),
});
const posted = (message: Rendered) =>
  messageOf({ address: 'U1', reference: 'D1', message, effect: 'e', lane: 'reply', at: 0 }) as never as Record<
    string,
    unknown
  >;

describe('a text', () => {
  const sections = (text: string) =>
    sectionsOf(bodyOfWords(text, [])).map((block) => (block as { text: { text: string } }).text.text);

  test('that is long is cut between lines or words, and loses none of them', () => {
    const words = Array.from({ length: 3_000 }, (_, index) => `word${index}`);
    expect(sections(words.join(' ')).length).toBeGreaterThan(5);
    expect(sections(words.join(' ')).join(' ').split(/ +/)).toEqual(words);
    expect(sections(`${'a'.repeat(2_000)}\n\n${'b'.repeat(2_000)}`)).toEqual(['a'.repeat(2_000), 'b'.repeat(2_000)]);
  });
  test('is Block Kit, whatever it is', () => {
    const pieces = fc.constantFrom('', '&', '😀', ' &<', '* ', '1-800-799-7233 ');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000, size: 'max' }), pieces, (text, piece) => {
        const whole = text + piece.repeat(500);
        if (whole.trim() !== '') expect(blockMistakes(posted(rendered(whole))['blocks'])).toEqual([]);
      }),
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
  test('has crisis numbers that can be called', () => {
    const text = 'Call 911 or 988, or 1-800-799-7233 & text START to 88788.';
    expect(wordsOf(posted(rendered(text)))).toContain(
      '<tel:988|988>, or <tel:+18007997233|1-800-799-7233> &amp; text START to 88788',
    );
  });
});
