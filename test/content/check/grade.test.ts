import { describe, expect, test } from '@jest/globals';
import { gradeOf } from '../../../src/content/check/grade.ts';
import { syllablesEs } from '../../../src/content/check/syllables-es.ts';

describe('Spanish syllables', () => {
  test.each([
    ['sol', 1],
    ['casa', 2],
    ['bien', 1],
    ['rey', 1],
    ['muy', 1],
    ['ayuda', 3],
    ['peligro', 3],
    ['ciudad', 2],
    ['caos', 2],
    ['le\u00f3n', 2],
    ['d\u00eda', 2],
    ['ba\u00fal', 2],
    ['quiero', 2],
    ['guerra', 2],
    ['guitarra', 3],
    ['ping\u00fcino', 3],
    ['agua', 2],
    ['buey', 1],
    ['cuidado', 3],
    ['consejer\u00eda', 5],
    ['despu\u00e9s', 2],
    ['automático', 5],
    ['respiración', 4],
    ['línea', 3],
    ['murciélago', 4],
    ['y', 1],
    ['o', 1],
    ['ahora', 3],
  ])('%s has %i', (word, count) => expect(syllablesEs(word)).toBe(count));
});

describe('a reading grade', () => {
  // 13 words, 15 syllables, 2 sentences: 0.39 x 6.5 + 11.8 x 15/13 - 15.59.
  test('in English is Flesch-Kincaid', () => {
    const { grade, words } = gradeOf('The cat sat on the mat. Under the table it found a mouse.', 'en');
    expect({ grade: grade.toFixed(2), words }).toEqual({ grade: '0.56', words: 13 });
  });
  // 10 words, 17 syllables, 2 sentences: -0.205 x 20 + 0.049 x 170 - 3.407.
  test('in Spanish is Crawford', () => {
    const { grade, words } = gradeOf('El perro come en la cocina. Mi hermana lo mira.', 'es');
    expect({ grade: grade.toFixed(2), words }).toEqual({ grade: '0.82', words: 10 });
  });
  test('grows with longer sentences and longer words', () => {
    const [short, long, hard] = [
      'Eat soon. Rest well.',
      'Eat soon and rest well and then go on with the day as it comes to you.',
      'Prioritise alimentation. Facilitate recuperation.',
    ].map((text) => gradeOf(text, 'en').grade);
    expect(long).toBeGreaterThan(short as number);
    expect(hard).toBeGreaterThan(short as number);
  });
  test('counts no numbers, and ends sentences at colons and lines', () => {
    expect(gradeOf('Call 1-800-222-1222 or 911 now.', 'en').words).toBe(3);
    const lines = gradeOf('Breathing: on the side\nStay', 'en').grade;
    expect(lines).toBe(gradeOf('Breathing. On the side. Stay.', 'en').grade);
    expect(gradeOf('911', 'en')).toEqual({ grade: 0, words: 0 });
  });
});
