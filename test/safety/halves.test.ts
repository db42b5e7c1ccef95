import { describe, expect, test } from '@jest/globals';
import { loadScreeningRules } from '../../src/content/screening-rules.ts';
import { halvesBefore, type RecentText, withRecent } from '../../src/domain/recent.ts';
import { atLeast } from '../../src/domain/screening.ts';
import { joinsOf, withHalves } from '../../src/safety/halves.ts';
import { createScreener } from '../../src/safety/screen.ts';

const screen = createScreener(await loadScreeningRules('content/screening'));

/** What is heard in the last of these texts. */
function heardIn(...texts: readonly string[]) {
  const text = texts.at(-1) ?? '';
  const joins = joinsOf(texts.slice(0, -1), text);
  return withHalves(
    screen(text),
    joins.map((each) => ({ seam: each.seam, before: screen(each.head), screening: screen(each.text) })),
  );
}

describe('texts in halves', () => {
  test.each([
    ['I want to', 'die'],
    ['I just want to ki', 'll myself tonight'],
    ['I just want to ki', 'die'],
    ['I want to', 'll myself tonight'],
    ['im going to', 'end it'],
    ['I', 'want to', 'die'],
    ['I want to...', '...die'],
    ['I want to 😭😭', 'die'],
    ['I want to', '*die'],
    ['hes', 'hitting', 'me right now'],
    ['she wont', 'wake up'],
    ['he put his hands', 'around my neck'],
    ['quiero', 'morirme'],
    ['me quiero', 'matar'],
    ['ya no quiero', 'vivir'],
    ['no', 'despierta'],
    ['me qui', 'ero matar'],
  ])('are heard as one: %s / %s %s', (...texts) => {
    for (const text of texts) if (text) expect(atLeast(screen(text).level, 'same-day')).toBe(false);
    expect(atLeast(heardIn(...texts.filter((text) => text !== undefined)).level, 'check')).toBe(true);
  });

  test.each([
    ['I want to', 'go home'],
    ['going to sleep now.', 'Die Hard is on'],
    ['I hurt', 'my back at work'],
    ['I took', 'the bus'],
    ['voy a', 'dormir'],
    ['yes', 'no'],
    ['7', '3'],
  ])('that say nothing stay unheard: %s / %s', (...texts) => {
    expect(heardIn(...texts).level).toBe('none');
  });

  test('say again nothing that an earlier text said by itself', () => {
    for (const last of ['tonight', 'ok', 'I mean it', 'bye']) {
      expect(atLeast(heardIn('I want to kill myself tonight', last).level, 'same-day')).toBe(false);
    }
  });
  test('raise what an earlier text said, where they say more', () => {
    expect(screen('I want to kill myself').level).toBe('urgent');
    expect(heardIn('I want to kill myself', 'tonight').level).toBe('emergency');
  });
  test.each(['.'.repeat(5_000), '… '.repeat(2_500), '-*'.repeat(2_500), '😭\u200d'.repeat(1_000)])(
    'are joined quickly, however hostile',
    (text) => {
      const started = performance.now();
      joinsOf([`${text}x`, `a${text}x`], `${text}b`);
      expect(performance.now() - started).toBeLessThan(50);
    },
  );
  test('do not count where the same text came twice', () => {
    expect(heardIn('I want to', 'I want to').level).toBe('none');
  });
  test('point into the text that came last', () => {
    for (const { span } of heardIn('I want to', 'die').matches) expect(span).toEqual([0, 3]);
  });
});

describe('what was lately written', () => {
  const at = (minute: number, text: string, by: RecentText['by'] = 'partner'): RecentText => ({
    at: minute * 60_000,
    text,
    by,
  });
  test('is at most two texts of the partner, of two minutes', () => {
    const texts = [at(1, 'old'), at(8, 'a'), at(8.5, 'b'), at(9, 'counselor', 'counselor'), at(9, 'c')];
    expect(halvesBefore(texts, 10 * 60_000)).toEqual(['b', 'c']);
    expect(halvesBefore(texts, 10.75 * 60_000)).toEqual(['c']);
    expect(halvesBefore(texts, 12 * 60_000)).toEqual([]);
  });
  test('is kept small: eight texts, of a long one its beginning and its end', () => {
    const long = `begin ${'x'.repeat(10_000)} 😀 I just want to`;
    const kept = Array.from({ length: 30 }, () => at(1, long)).reduce<readonly RecentText[]>(withRecent, []);
    expect(kept).toHaveLength(8);
    expect(kept[0]?.text.length).toBeLessThan(410);
    expect(kept[0]?.text).toMatch(/^begin .* I just want to$/u);
  });
});
