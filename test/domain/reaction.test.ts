import { describe, expect, test } from '@jest/globals';
import { readReaction } from '../../src/domain/reaction.ts';

describe('a reaction', () => {
  test.each([
    'Liked “Hi there”',
    'Loved "Hi there"',
    'Disliked “Hi there”',
    'Laughed at “Hi there”',
    'Emphasized “Hi there”',
    'Emphasised “Hi there”',
    'Questioned “Hi there”',
    'Reacted 👍 to “Hi there”',
    'Reacted ❤️ to: “Hi there”',
    'Reacted with a 👍🏽 to “Hi there”',
    'Removed a heart from “Hi there”',
    'Removed an exclamation from “Hi there”',
    'Removed 👍 from “Hi there”',
    '👍 to “ Hi there ”',
    'Gave a heart to “Hi there”',
    '❤️ “Hi there”',
    'Reaccionó con 👍 al mensaje “Hi there”',
    'Le dio un me gusta a “Hi there”',
    'Puso énfasis en “Hi there”',
    'Le gustó “Hi there”',
    'Le gusto «Hi there»',
    'No le gustó “Hi there”',
    'Le encantó “Hi there”',
    'Le dio risa “Hi there”',
    'Se rió de “Hi there”',
    'Enfatizó “Hi there”',
    'Exclamó por “Hi there”',
    'Preguntó por “Hi there”',
    'Reaccionó con 👍 a “Hi there”',
    'Reaccionó 😂 a “Hi there”',
    'Quitó un corazón de “Hi there”',
    'Eliminó “Me gusta” de “Hi there”',
    'Liked “Hi there…',
  ])('is read by its quoted words: %s', (text) => {
    expect(readReaction(text)).toBe('Hi there');
  });
  test('may quote quotes and lines', () => {
    expect(readReaction('Liked “Say “no” to it.\nThen rest.”')).toBe('Say “no” to it.\nThen rest.');
  });

  test.each([
    'Liked it a lot',
    'I liked “Hi there”',
    'Liked “Hi there” but I want to die',
    'She wrote “Hi there”',
    '“Hi there”',
    '7 to “Hi there”',
    'Loved ones',
    'Le gustó mucho la película',
    'Liked “Hi there',
  ])('is not every text that looks a little like one: %s', (text) => {
    expect(readReaction(text)).toBeNull();
  });
});
