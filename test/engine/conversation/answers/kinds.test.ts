import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../../../src/content/content.ts';
import type { Json } from '../../../../src/domain/frame.ts';
import { type Language, languages } from '../../../../src/domain/language.ts';
import { plain, type Question } from '../../../../src/domain/words.ts';
import { answerKinds } from '../../../../src/engine/conversation/answers/kinds.ts';
import { theEngine } from '../../../support/engine.ts';

let content: Content;
beforeAll(async () => {
  ({ content } = await theEngine());
});

const options = [
  { id: 'good', words: { en: ['good', 'fine'], es: ['bien'] } },
  { id: 'hard', words: { en: ['hard', 'not good'], es: ['dificil'] } },
];

function read(question: Question, text: string, language: Language = 'en'): Json {
  const said = plain(text);
  const { words } = content;
  return answerKinds[question.kind].read({
    text,
    said,
    question,
    asked: {},
    language,
    words,
    today: () => '2026-03-07',
  });
}

const asked = (kind: Question['kind']): Question => ({
  kind,
  options: kind === 'choice' || kind === 'several' ? options : [],
});

describe('an answer is read', () => {
  test.each([
    ['choice', 'Fine!', 'good'],
    ['choice', '2', 'hard'],
    ['choice', 'two', 'hard'],
    ['choice', 'bien', 'good'],
    ['choice', '3', null],
    ['choice', 'good and hard', null],
    ['several', 'hard, also fine', ['good', 'hard']],
    ['several', '2 1', ['good', 'hard']],
    ['several', 'not good', ['hard']],
    ['several', 'good but no', null],
    ['several', 'and', null],
    ['scale', '7 out of 10', 7],
    ['scale', 'diez', 10],
    ['scale', '11', null],
    ['scale', '-3', null],
    ['scale', '7,5', null],
    ['text', '  a quiet day ', 'a quiet day'],
    ['text', ' ', null],
    ['date', 'tomorrow', '2026-03-08'],
    ['date', 'whenever', null],
    ['city', 'Madrid', 'Europe/Madrid'],
    ['city', 'nowhere at all', null],
    ['pin', ' 4711 ', '4711'],
    ['pin', '123', null],
    ['pin', '1234567', null],
  ] as const)('of kind %s: %j is %j', (kind, text, value) => {
    expect(read(asked(kind), text)).toEqual(value);
  });
});

test('what is read is what the kind says can be read, for every question there is and any text', () => {
  const labels = [...content.words.questions.values()].flatMap((question) =>
    question.options.flatMap((option) => languages.flatMap((language) => option.words[language])),
  );
  const word = fc.oneof(
    fc.constantFrom(...labels, 'and', 'seven', 'Madrid', 'monday'),
    fc.integer().map(String),
    fc.string(),
  );
  const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const questions = [...content.words.questions.values()];
  let answers = 0;
  fc.assert(
    fc.property(text, fc.constantFrom(...languages), (said, language) => {
      for (const question of questions) {
        const value = read(question, said, language);
        if (value === null) continue;
        answers += 1;
        expect(answerKinds[question.kind].values(question).safeParse(value).success).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
  expect(answers).toBeGreaterThan(200);
});

test('the samples of a kind are values that it reads', () => {
  for (const question of content.words.questions.values()) {
    const { samples, values } = answerKinds[question.kind];
    for (const sample of samples(question)) expect(values(question).safeParse(sample).success).toBe(true);
  }
});
