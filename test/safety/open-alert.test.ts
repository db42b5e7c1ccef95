import { describe, expect, test } from '@jest/globals';
import { type Family, leadingMatch } from '../../src/domain/screening.ts';
import { inOpenAlert } from '../../src/safety/open-alert.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

const screen = createScreener((await theContent()).rules);
const heard = (text: string, ...open: Family[]) => {
  const screening = inOpenAlert(screen(text), open, text.length);
  return [leadingMatch(screening)?.category, screening.level];
};

describe('while an alert about oneself is open', () => {
  test.each([
    'i have the gun now',
    'A handgun. It is in my desk',
    "it's tonight",
    'goodbye',
    'the voices tell me to do it',
    'already took some',
    "I'm falling asleep",
    'tengo la pistola en el cajón',
    'esta noche',
    'adiós',
    'me estoy durmiendo',
  ])('"%s" is an emergency', (text) => expect(heard(text, 'self')).toEqual(['suicide', 'emergency']));

  test.each(["I'm alone", 'estoy sola', 'a gun'])('"%s" is urgent', (text) =>
    expect(heard(text, 'self')).toEqual(['suicide', 'urgent']),
  );

  test('a denied gun is watched, no more', () => expect(heard("I don't have a gun", 'self')[1]).toBe('watch'));

  test.each(['my sister is here', 'gtg talk tomorrow', 'jk lol', 'yes', 'no tengo pistola'])(
    '"%s" raises nothing',
    (text) => expect(heard(text, 'self')).toEqual([undefined, 'none']),
  );
});

describe('while an alert about a substance is open', () => {
  test.each(["I'm falling asleep", 'he is barely breathing', 'se está durmiendo'])('"%s" is an overdose', (text) =>
    expect(heard(text, 'substance')).toEqual(['overdose', 'emergency']),
  );
});

test('means raise a threat to others, and nothing that is told alone lights up a violence case', () => {
  expect(heard('i have the gun now', 'others')).toEqual(['harm-to-others', 'emergency']);
  for (const text of ['i have the gun now', 'I am alone', 'goodbye'])
    expect(heard(text, 'violence')).toEqual([undefined, 'none']);
});

test('without an open alert nothing is raised, and what was heard stays', () => {
  expect(heard('i have the gun now')).toEqual([undefined, 'none']);
  const screening = screen('he hit me, I am alone');
  expect(inOpenAlert(screening, ['self'], 21).matches).toEqual(expect.arrayContaining([...screening.matches]));
});
