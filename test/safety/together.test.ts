import { describe, expect, test } from '@jest/globals';
import { atLeast, leadingMatch } from '../../src/domain/screening.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { withTogether } from '../../src/safety/together.ts';
import { theContent } from '../support/content.ts';

const screen = createScreener((await theContent()).rules);

describe('what is told at one time', () => {
  test.each([
    ['goodbye everyone this is it, i have the pills', 'emergency'],
    ['ya tengo la cuerda lista y es esta noche', 'emergency'],
    ['la pistola está cargada y es hoy', 'emergency'],
    ['goodbye everyone. its tonight', 'emergency'],
    ['tell my kids I love them. pills', 'urgent'],
  ])('"%s" is a suicide, though no rule names it: %s', (text, level) => {
    const { category, about, level: heard } = leadingMatch(screen(text)) ?? {};
    expect([category, about, heard]).toEqual(['suicide', 'self', level]);
  });

  test.each(['the pills are right here', "it's tonight", 'I picked up my pills today', 'bye everyone at group'])(
    '"%s" alone is none',
    (text) => expect(atLeast(screen(text).level, 'same-day')).toBe(false),
  );

  test('adds nothing to what is as high already', () => {
    const heard = screen('I am going to kill myself tonight, goodbye everyone');
    expect(withTogether(heard, 50)).toBe(heard);
  });
});
