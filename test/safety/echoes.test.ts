import { describe, expect, test } from '@jest/globals';
import { withoutCopies } from '../../src/safety/echoes.ts';
import { theContent } from '../support/content.ts';

const { content } = await theContent();

describe('a copy of our own words', () => {
  test.each([
    'i have a bottle of pills and im going to swallow them all',
    'I took everything in the cabinet and I do not want to wake up at all',
    'tengo todas las pastillas en la mano y me las voy a tomar todas',
  ])('is not "%s": a last word that fits behind an unknown place is the writer’s own', (text) => {
    expect(withoutCopies(text, content.echoed)).toBeNull();
  });

  test('is one where eight words and more are ours, and what was added stays', () => {
    const ours = 'Call or text 988, day or night. In danger now? Call 911 right away and stay on the line';
    const known = (text: string) => (text.startsWith(ours) ? text.slice(ours.length) : null);
    expect(withoutCopies(`${ours} he hit me`, known)).toBe(' he hit me');
    expect(withoutCopies(`she sent “${ours}” and hit me`, known)).toBe('she sent  and hit me');
  });
});
