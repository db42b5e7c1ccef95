import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../../../src/content/content.ts';
import { type Language, languages } from '../../../../src/domain/language.ts';
import { plain } from '../../../../src/domain/words.ts';
import { answerKinds } from '../../../../src/engine/conversation/answers/kinds.ts';
import { wordsAfter } from '../../../../src/engine/conversation/answers/words-after.ts';
import { theEngine } from '../../../support/engine.ts';

let content: Content;
beforeAll(async () => {
  ({ content } = await theEngine());
});

function replyOf(key: string, text: string, language: Language = 'en') {
  const question = content.words.questions.get(key);
  if (!question) throw new Error(`no question ${key}`);
  const { words } = content;
  return { text, said: plain(text), question, asked: {}, language, words, today: () => '2026-03-07' };
}

describe('what was written behind an answer', () => {
  test.each([
    ['check-in.craving', '4 because we argued', 'because we argued'],
    ['check-in.craving', '4, because we argued', 'because we argued'],
    ['check-in.craving', 'About 4, I think. We argued: Sam left!', 'We argued: Sam left!'],
    ['check-in.craving', '7 out of 10, it was a long day', 'it was a long day'],
    ['check-in.craving', 'cuatro porque discutió otra vez', 'porque discutió otra vez'],
    ['check-in.craving', '4 - Él se fue', 'Él se fue'],
    ['check-in.craving', '4\nbad night\nno sleep', 'bad night\nno sleep'],
    ['check-in.mood', '1. Good, we cooked', 'we cooked'],
    ['check-in.mood', 'Good 1', ''],
    ['check-in.mood', 'it was good, thanks', ''],
    ['check-in.mood', 'Good. We cooked. It was good', 'We cooked. It was good'],
    ['check-in.halt', 'hungry, tired, long day', 'long day'],
    ['check-in.halt', '1 and 4 because we skipped lunch', 'because we skipped lunch'],
    ['check-in.craving', '4 we argued', 'we argued'],
    ['check-in.craving', 'about 4 él se fue. Lloró', 'él se fue. Lloró'],
    ['check-in.craving', 'a lot we argued', ''],
    ['check-in.craving', '4', ''],
    ['check-in.craving', '4/10.', ''],
    ['check-in.craving', '4 (four)', ''],
    ['check-in.craving', 'we argued. 4', ''],
    ['check-in.craving', '', ''],
  ] as const)('%s: %j has %j', (key, text, words) => {
    expect(wordsAfter(replyOf(key, text))).toBe(words);
  });
});

const notes = fc
  .array(fc.constantFrom('we', 'walked', 'dinner', 'Él', 'mañana', 'lloró', 'she', '🙂', 'cried'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => `we ${words.join(' ')}`);

test('words behind any number or label, in either language, are given back as they were typed, and the answer stays the same', () => {
  const kept = [...content.words.questions].filter(([key]) =>
    /^check-in\.(?:mood|craving|urge|closeness|halt)$/.test(key),
  );
  expect(kept).toHaveLength(5);
  const reasons = fc.constantFrom(...content.words.reading.reasons.filter((reason) => reason !== 'as'));
  fc.assert(
    fc.property(
      fc.constantFrom(...kept),
      fc.nat(),
      fc.constantFrom(...languages),
      fc.constantFrom('. ', ', ', '! ', ' - ', '\n', ': '),
      fc.option(reasons, { nil: null }),
      notes,
      ([key, question], pick, language, between, reason, note) => {
        const option = question.options[pick % Math.max(1, question.options.length)];
        const answer = option ? (option.words[language][0] ?? '') : String(pick % 11);
        const written = reason ? `${reason} ${note}` : note;
        const reply = replyOf(key, `${answer}${reason && pick % 2 ? ' ' : between}${written}`, language);
        const value = answerKinds[question.kind].read(replyOf(key, answer, language));
        expect(value).not.toBeNull();
        expect(answerKinds[question.kind].read(reply)).toEqual(value);
        expect(wordsAfter(reply)).toBe(written);
      },
    ),
    { numRuns: 500 },
  );
});

test('is always the end of the text, for any text and question', () => {
  const questions = [...content.words.questions.keys()];
  const word = fc.oneof(fc.constantFrom('4', 'good', 'because', '. ', ', ', 'yes', 'porque', '\n'), fc.string());
  fc.assert(
    fc.property(fc.constantFrom(...questions), fc.array(word, { maxLength: 8 }), (key, words) => {
      const text = words.join(' ');
      const after = wordsAfter(replyOf(key, text));
      expect(text.trim().endsWith(after)).toBe(true);
      // Where nothing was answered, nothing is behind it.
      if (after !== '') expect(after.length).toBeLessThan(text.trim().length);
    }),
    { numRuns: 300 },
  );
});
