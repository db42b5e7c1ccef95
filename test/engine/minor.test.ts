import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Couple } from '../../src/domain/couple.ts';
import type { Screening } from '../../src/domain/screening.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { TurnResult } from '../../src/engine/events.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';
import { aCouple, message, noon, theEngine } from '../support/engine.ts';

let engine: Engine;
let screen: (text: string) => Screening;
beforeAll(async () => {
  const [{ rules }, loaded] = await Promise.all([theContent(), theEngine()]);
  ({ engine } = loaded);
  screen = createScreener(rules);
});

const says = (text: string, couple: Couple = aCouple()): TurnResult =>
  engine.runTurn(couple, message(text, { screening: screen(text) }));
const pages = ({ effects }: TurnResult) =>
  effects.flatMap((each) => (each.type === 'page' ? [`${each.level} ${each.category} ${each.about}`] : []));
const friends = (): Couple => ({ ...aCouple(), shared: { ...aCouple().shared, relationship: 'friends' } });

describe('a minor who is found out later', () => {
  test.each(['im only 16', 'my girlfriend is 17 and we live together', 'tengo 16 años', 'soy menor de edad'])(
    'calls for a human soon in a romantic pair, and holds what is for two until a counselor lifts it: "%s"',
    (text) => {
      const turn = says(text);
      expect(pages(turn)).toEqual(['urgent child self']);
      expect(turn.couple.a.held).toEqual({ since: noon, until: null });
    },
  );
  test('calls for a human today elsewhere', () => {
    const turn = says('im only 16', friends());
    expect(pages(turn)).toEqual(['same-day child self']);
    expect(turn.couple.a.held).toEqual({ since: noon, until: null });
  });
  test('beside a crisis holds all the same, and the crisis is answered first', () => {
    const turn = says('im 16 and i want to kill myself');
    expect(pages(turn)).toEqual([expect.stringMatching(/suicide self$/)]);
    expect(turn.couple.a.held).toEqual({ since: noon, until: null });
    expect(JSON.stringify(turn.effects)).not.toContain('beside-child');
  });
  test.each([
    "I'm 15 days sober",
    'I started when I was 15',
    'my kids are alone with him and he is drunk',
    'tengo 10 años sobrio',
  ])('is none: "%s"', (text) => expect(says(text).couple.a.held).toBeUndefined());
});
