import { describe, expect, test } from '@jest/globals';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

const screen = createScreener((await theContent()).rules);

describe('violence counts one level more', () => {
  test.each([
    ['he slapped me', 'urgent', 'im 30 weeks pregnant and he slapped me', 'emergency'],
    ['he hit me', 'urgent', 'I left him and he hit me', 'emergency'],
    ['he hit me', 'urgent', 'he hit me. he has a gun at home', 'emergency'],
    ['he controls all my money', 'same-day', 'my ex controls all my money', 'urgent'],
    ['me pegó', 'urgent', 'estoy embarazada y me pegó', 'emergency'],
    ['me pegó', 'urgent', 'me pegó, tiene una pistola en casa', 'emergency'],
  ])('"%s" is %s; "%s" is %s', (plain, level, more, higher) => {
    expect(screen(plain).level).toBe(level);
    expect(screen(more).level).toBe(higher);
  });

  test('and an ex is no past', () => {
    expect(screen('my ex keeps following me').matches.every(({ downgraded }) => downgraded !== 'past')).toBe(true);
  });

  test.each(['im 30 weeks pregnant', 'my ex and I get along', 'estoy embarazada', 'nos separamos en mayo'])(
    '"%s" alone is nothing',
    (text) => expect(screen(text).level).toBe('none'),
  );
});
