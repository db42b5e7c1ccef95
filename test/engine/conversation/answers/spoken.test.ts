import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../../../src/content/content.ts';
import type { Json } from '../../../../src/domain/frame.ts';
import { type Language, languages } from '../../../../src/domain/language.ts';
import { plain } from '../../../../src/domain/words.ts';
import { answerKinds } from '../../../../src/engine/conversation/answers/kinds.ts';
import { theEngine } from '../../../support/engine.ts';

let content: Content;
beforeAll(async () => {
  ({ content } = await theEngine());
});

/** What a text is as the answer to a real question. */
function read(key: string, text: string, language: Language = 'en'): Json {
  const question = content.words.questions.get(key);
  if (!question) throw new Error(`no question ${key}`);
  const { words } = content;
  return answerKinds[question.kind].read({
    text,
    said: plain(text),
    question,
    asked: {},
    language,
    words,
    today: () => '2026-03-07',
  });
}

describe('a clear yes or no is read with words around it', () => {
  test.each([
    ['crisis-violence.first', '1 Yes', 'yes'],
    ['crisis-violence.first', '1) Yes', 'yes'],
    ['crisis-violence.first', '1. Yes', 'yes'],
    ['crisis-violence.first', 'Yes 1', 'yes'],
    ['crisis-violence.first', 'Yes. 1', 'yes'],
    ['crisis-violence.first', '(1) yes', 'yes'],
    ['crisis-violence.first', '1 - yes', 'yes'],
    ['crisis-violence.first', '1: Sí', 'yes'],
    ['crisis-violence.first', '1️⃣', 'yes'],
    ['crisis-violence.first', '1️⃣ Yes', 'yes'],
    ['crisis-violence.first', '１', 'yes'],
    ['crisis-violence.first', '٢', 'no'],
    ['crisis-violence.first', '👍', 'yes'],
    ['crisis-violence.first', '👍🏽', 'yes'],
    ['crisis-violence.first', '✅', 'yes'],
    ['crisis-violence.first', '👎', 'no'],
    ['crisis-violence.first', 'yes it is private', 'yes'],
    ['crisis-violence.first', 'yes nobody else sees it', 'yes'],
    ['crisis-violence.first', 'Yes, no one else reads this phone', 'yes'],
    ['crisis-violence.first', 'Yes. Only me', 'yes'],
    ['crisis-violence.first', 'yes please', 'yes'],
    ['crisis-violence.first', 'sí, nadie más lo ve', 'yes'],
    ['crisis-violence.first', 'sí es mío', 'yes'],
    ['crisis-violence.first', 'si solo yo', 'yes'],
    ['crisis-violence.first', 'um, yes', 'yes'],
    ['crisis-violence.first', 'no problem, yes', 'yes'],
    ['crisis-violence.first', 'no he checks it', 'no'],
    ['crisis-violence.first', 'yes 2', null],
    ['crisis-violence.first', '1 no', null],
    ['crisis-violence.first', '2 yes', null],
    ['crisis-violence.first', 'yes but no', null],
    ['crisis-violence.first', 'yes but he knows the code', null],
    ['crisis-violence.first', 'yes my husband checks it', null],
    ['crisis-violence.first', 'yes it is not private', null],
    ['crisis-violence.first', 'yes, he is reading this', null],
    ['crisis-violence.first', 'maybe yes', null],
    ['crisis-violence.first', 'yes?', 'yes'],
    ['crisis-violence.first', '👍👎', null],
    ['crisis-violence.first', 'sí pero él lo lee', null],
    ['crisis-violence.first', '1 but he knows the code', null],
    ['crisis-violence.first', '1. but he knows the code', null],
    ['crisis-violence.near', 'yes he is in the kitchen', 'yes'],
    ['crisis-violence.near', 'yes but asleep', 'yes'],
    ['crisis-violence.near', 'no, he left', 'no'],
    ['crisis-violence.near', 'no but he is coming back', null],
    ['crisis-self.thoughts', 'no', 'no'],
    ['crisis-self.thoughts', 'No, never', 'no'],
    ['crisis-self.thoughts', '2 No', 'no'],
    ['crisis-self.thoughts', 'No. 2', 'no'],
    ['crisis-self.thoughts', 'no thank you', 'no'],
    ['crisis-self.thoughts', 'no not really', null],
    ['crisis-self.thoughts', 'no, yes', null],
    ['crisis-self.thoughts', 'no but sometimes', null],
    ['crisis-self.thoughts', 'no sé qué hacer', null],
    ['crisis-self.thoughts', 'no one would care', null],
    ['crisis-self.thoughts', 'no puedo más', null],
    ['crisis-self.thoughts', 'no more pain', null],
    ['crisis-self.thoughts', 'probably no', null],
    ['crisis-self.thoughts', 'yes but I would not do it', 'yes'],
    ['crisis-self.thoughts', 'yes every night', 'yes'],
    ['crisis-self.thoughts', 'maybe yes', 'yes'],
    ['safety-check.ask', 'yes thank you', 'safe'],
    ['safety-check.ask', 'yes I am at home', 'safe'],
    ['safety-check.ask', 'yes but he is outside', null],
    ['safety-check.ask', 'yes for now', null],
    ['safety-check.ask', 'no I am bleeding', 'unsafe'],
    ['safety-check.ask', '3 Not sure', 'unsure'],
    ['consent.phone', 'no, just my husband', null],
    ['consent.phone', 'no nobody', null],
    ['consent.phone', 'yes my mother does', 'shared'],
  ] as const)('%s: %j is %j', (key, text, value) => {
    expect(read(key, text)).toEqual(value);
  });
});

describe('an ordinary answer is read with words around it', () => {
  test.each([
    ['check-in.mood', '1 Good', 'good'],
    ['check-in.mood', 'Good 1', 'good'],
    ['check-in.mood', '2 good', null],
    ['check-in.mood', 'it was good, thanks', 'good'],
    ['check-in.mood', 'Good. We cooked together', 'good'],
    ['check-in.mood', 'hard because we argued', 'hard'],
    ['check-in.mood', 'kind of hard', 'hard'],
    ['check-in.mood', 'probably good', 'good'],
    ['check-in.mood', 'good and hard', null],
    ['check-in.mood', 'not good and not bad', null],
    ['check-in.mood', 'difícil, porque peleamos', 'hard'],
    ['check-in.ready', 'yes but later', null],
    ['check-in.ready', 'yes I am ready', 'start'],
    ['check-in.ready', 'ok sure', 'start'],
    ['check-in.ready', 'no, I am busy', 'later'],
    ['check-in.ready', 'no quiero', 'later'],
    ['check-in.ready', 'no me siento bien', null],
    ['check-in.urge', 'Give it 20 minutes', 'wait'],
    ['check-in.craving', 'about 7', 7],
    ['check-in.craving', 'maybe a 7', 7],
    ['check-in.craving', "I'd say 7", 7],
    ['check-in.craving', '7ish', 7],
    ['check-in.craving', '7 or so', 7],
    ['check-in.craving', "it's a seven", 7],
    ['check-in.craving', '7, it was a long day', 7],
    ['check-in.craving', '7 because we argued', 7],
    ['check-in.craving', 'around 7 out of 10', 7],
    ['check-in.craving', '7/10', 7],
    ['check-in.craving', '🔟', 10],
    ['check-in.craving', '7️⃣', 7],
    ['check-in.craving', '٣', 3],
    ['check-in.craving', 'none', 0],
    ['check-in.craving', 'none at all', 0],
    ['check-in.craving', 'nada', 0],
    ['check-in.craving', 'ninguna', 0],
    ['check-in.craving', 'como un 7', 7],
    ['check-in.craving', 'unos siete', 7],
    ['check-in.craving', 'más o menos 7', 7],
    ['check-in.craving', 'creo que 7', 7],
    ['check-in.mood', 'So-so. We argued', 'so-so'],
    ['check-in.craving', '4 (four)', 4],
    ['check-in.craving', '4 we argued', 4],
    ['check-in.craving', '4 nos peleamos', 4],
    ['check-in.craving', '4 we had 5 beers', null],
    ['check-in.craving', '4 beers', null],
    ['check-in.craving', '4. Four drinks, five hours', null],
    ['check-in.craving', '7 or 8', null],
    ['check-in.craving', '7, maybe 8', null],
    ['check-in.craving', 'about -3', null],
    ['check-in.craving', 'about 12', null],
    ['check-in.craving', 'a lot', null],
    ['check-in.halt', 'I feel hungry and tired', ['hungry', 'tired']],
    ['check-in.halt', '1 and 4 please', ['hungry', 'tired']],
    ['check-in.halt', 'tired, long day', ['tired']],
    ['check-in.halt', 'hungry, not tired', null],
    ['check-in.halt', 'none thanks', ['none']],
  ] as const)('%s: %j is %j', (key, text, value) => {
    expect(read(key, text)).toEqual(value);
  });
});

test('the number and the label together are the option, in any of the usual ways, for every question and language', () => {
  const choices = [...content.words.questions].filter(([, { kind }]) => kind === 'choice' || kind === 'several');
  const ways = [
    (number: number, label: string) => `${number} ${label}`,
    (number: number, label: string) => `${number}) ${label}`,
    (number: number, label: string) => `${number}. ${label.toUpperCase()}`,
    (number: number, label: string) => `${label} ${number}`,
    (number: number, label: string) => `${label}. ${number}`,
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...choices),
      fc.nat(),
      fc.constantFrom(...languages),
      fc.constantFrom(...ways),
      ([key, question], pick, language, way) => {
        const index = pick % question.options.length;
        const option = question.options[index];
        const value = read(key, way(index + 1, option?.words[language][0] ?? ''), language);
        expect([value].flat()).toEqual([option?.id]);
      },
    ),
    { numRuns: 500 },
  );
});

test('words of doubt never make an option clear that must be', () => {
  const asked = [...content.words.questions].flatMap(([key, { options }]) =>
    options.filter(({ clear }) => clear).map((option) => ({ key, option })),
  );
  expect(asked.length).toBeGreaterThan(10);
  const { turns, hedges } = content.words.reading;
  const filler = fc.constantFrom('', 'he', 'it', 'really', 'him', 'él');
  fc.assert(
    fc.property(
      fc.constantFrom(...asked),
      fc.constantFrom(...languages),
      fc.constantFrom(...turns, ...hedges),
      filler,
      fc.constantFrom(' ', ', ', '. '),
      ({ key, option }, language, doubt, more, between) => {
        const word = option.words[language][0] ?? '';
        expect(read(key, `${word}${between}${doubt} ${more}`.trim(), language)).not.toBe(option.id);
      },
    ),
    { numRuns: 1_000 },
  );
});
