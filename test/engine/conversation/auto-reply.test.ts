import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Couple } from '../../../src/domain/couple.ts';
import { type Language, languages } from '../../../src/domain/language.ts';
import type { OpenPhrase } from '../../../src/domain/words.ts';
import { plain } from '../../../src/domain/words.ts';
import { firstFit } from '../../../src/engine/conversation/phrase.ts';
import { aCouple, heard, message, theEngine } from '../../support/engine.ts';

let parts: Awaited<ReturnType<typeof theEngine>>;
let forms: readonly OpenPhrase[];
const atNote = new Map<Language, Couple>();

beforeAll(async () => {
  parts = await theEngine();
  forms = parts.content.words.reading.autoReplies;
  for (const language of languages) {
    const told = { en: ['checkin', 'good', '1', '5', 'none'], es: ['chequeo', 'bien', '1', '5', 'nada'] }[language];
    const couple = told.reduce(
      (before, text) => parts.engine.runTurn(before, message(text)).couple,
      aCouple({ a: { language } }),
    );
    expect(couple.a.stack.at(-1)?.asked?.key).toBe('check-in.note');
    atNote.set(language, couple);
  }
});

/** A known form as a phone sends it: other words where it lets them stand, in any case, with marks. */
const written = fc
  .tuple(
    fc.nat(),
    fc.array(fc.constantFrom('hi', 'lunes', 'Monday', 'pronto', 'soon', '10:30', 'tú'), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '.', '!', '...', ' 🙂'),
    fc.boolean(),
  )
  .map(([pick, others, end, loud]) => {
    const form = forms[pick % forms.length] as OpenPhrase;
    const words = [...(form.before ? others : []), form.words, ...(form.after ? others : [])].join(' ');
    return `${loud ? words.toUpperCase() : words}${end}`;
  });

test('a known form of either language is no note and moves nothing, and the second one is met with silence', () => {
  expect(forms.length).toBeGreaterThan(20);
  fc.assert(
    fc.property(written, written, fc.constantFrom(...languages), (one, other, language) => {
      const before = atNote.get(language) as Couple;
      const first = parts.engine.runTurn(before, message(one));
      expect(first.records.filter(({ kind }) => kind === 'fact')).toEqual([]);
      expect(first.couple.a.stack.at(-1)?.asked?.id).toBe(before.a.stack.at(-1)?.asked?.id);
      const second = parts.engine.runTurn(first.couple, message(other));
      expect(second.effects).toEqual([]);
      expect(second.records.filter(({ kind }) => kind === 'fact')).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('what is heard in one is answered all the same', () => {
  fc.assert(
    fc.property(written, (text) => {
      const first = parts.engine.runTurn(atNote.get('en') as Couple, message(text));
      const screening = heard('suicide', 'urgent');
      const second = parts.engine.runTurn(first.couple, message(text, { screening }));
      expect(second.effects.some(({ type }) => type === 'page')).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('no answer to any question is taken for one, in either language, with words behind it or without', () => {
  const labels = [...parts.content.words.questions.values()].flatMap(({ options }) =>
    options.flatMap(({ words }) => languages.flatMap((language) => words[language])),
  );
  const behind = fc.constantFrom('', ' because we argued', ', porque peleamos', '. We went for a walk', ' please');
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...labels), fc.nat({ max: 10 }).map(String)), behind, (answer, more) => {
      expect(firstFit(plain(`${answer}${more}`), forms)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
