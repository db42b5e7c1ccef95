import { describe, expect, test } from '@jest/globals';
import { loadScreeningRules } from '../../src/content/screening-rules.ts';
import { atLeast, leadingMatch } from '../../src/domain/screening.ts';
import { quotesOfOthers } from '../../src/safety/quoted.ts';
import { createScreener } from '../../src/safety/screen.ts';

const screen = createScreener(await loadScreeningRules('content/screening'));

describe('quoted words of somebody else', () => {
  test.each([
    'she wrote “i want to die”',
    'she wrote me: "i want to die"',
    'my son texted me "I’m going to kill myself tonight"',
    'Sam just sent “I want to kill myself”',
    'he texted ‘im gonna shoot myself’',
    "he texted 'i'm gonna shoot myself'",
    'he told me "i put a gun in my mouth last night"',
    'my daughter wrote in her diary “i want to kill myself”',
    'her note says “I can’t go on, I want to die”',
    '“i want to die” she wrote',
    'my brother: “I’m going to kill myself tonight”',
    'mi hijo escribió «me quiero morir»',
    'me mandó un mensaje: “quiero morirme”',
    'su nota dice “me quiero matar”',
  ])('are a crisis of somebody else: %s', (text) => {
    const screening = screen(text);
    expect(atLeast(screening.level, 'same-day')).toBe(true);
    expect(leadingMatch(screening)?.about).toBe('other');
  });

  test.each([
    'he said: “I will kill you”',
    'me escribió “te voy a matar”',
    'mi esposo dijo: “si me dejas te mato”',
    'she texted "I’m going to kill you"',
    'he wrote “I’ll shoot you if you leave”',
  ])('are a threat to the writer: %s', (text) => {
    const lead = leadingMatch(screen(text));
    expect(lead?.category).toBe('violence');
    expect(lead?.about).toBe('self');
  });

  test.each([
    'I told him “I want to die”',
    'I just said "I want to kill myself" and he laughed',
    'escribí “quiero morirme”',
    '“I want to die”',
    'my text said “I want to die”',
    'my last message: “I want to die”',
  ])('are the writer’s own where the writer said them: %s', (text) => {
    expect(quotesOfOthers(text)).toEqual([]);
    expect(leadingMatch(screen(text))?.about).toBe('self');
  });

  test('do not hide what the writer says beside them', () => {
    const lead = leadingMatch(screen('she wrote “ok see you”. I want to kill myself tonight'));
    expect(lead).toMatchObject({ about: 'self', level: 'emergency' });
  });

  test.each([`she said "${'"'.repeat(4_000)}`, `${"'a ".repeat(1_300)}`, 'he said “'.repeat(440)])(
    'are looked for quickly, however hostile',
    (text) => {
      const started = performance.now();
      quotesOfOthers(text);
      expect(performance.now() - started).toBeLessThan(100);
    },
  );
});
