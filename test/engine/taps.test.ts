import { describe, expect, test } from '@jest/globals';
import type { Couple } from '../../src/domain/couple.ts';
import type { MessageEvent } from '../../src/engine/events.ts';
import { aCouple, heard, message, theEngine } from '../support/engine.ts';

const { engine } = await theEngine();

const keys = ({ effects }: ReturnType<typeof engine.runTurn>) =>
  effects.flatMap((effect) => (effect.type === 'send' && 'key' in effect.say ? [effect.say.key] : []));
const openIn = (couple: Couple) => couple.a.stack.at(-1)?.asked;
const say = (couple: Couple, text: string, fields: Partial<MessageEvent> = {}) =>
  engine.runTurn(couple, message(text, fields));

describe('a tap belongs to its question', () => {
  const first = say(aCouple(), 'I want to die', { screening: heard('suicide', 'urgent') });
  const asked = openIn(first.couple);

  test('the buttons of a question bring which asking of it they belong to', () => {
    const said = first.effects.flatMap((effect) => (effect.type === 'send' && 'key' in effect.say ? [effect.say] : []));
    expect(asked?.id).toBeDefined();
    expect(said.filter(({ question }) => question === asked?.id).map(({ key }) => key)).toEqual([asked?.key]);
  });
  test('"No" tapped twice answers one suicide question, not the next', () => {
    const tap = { question: asked?.id ?? '' };
    const once = say(first.couple, 'No', tap);
    const next = openIn(once.couple);
    expect(next?.key).not.toBe(asked?.key);
    const twice = say(once.couple, 'No', tap);
    expect(openIn(twice.couple)?.key).toBe(next?.key);
    expect(keys(twice)).toEqual(['coach.question-over', next?.key]);
    const answered = say(twice.couple, 'No', { question: openIn(twice.couple)?.id ?? '' });
    expect(openIn(answered.couple)?.key).not.toBe(next?.key);
  });
  test('an old card, in no dialog and in another, changes nothing', () => {
    const old = { question: 'turn-old.1' };
    expect(keys(say(aCouple(), 'Now', old))).toEqual(['coach.question-over']);
    const menu = say(aCouple(), 'menu');
    const tapped = say(menu.couple, '1', old);
    expect(keys(tapped)).toEqual(['coach.question-over', 'menu.ask']);
  });
  test('what is typed answers as before, and what is heard in a tap comes first', () => {
    expect(openIn(say(first.couple, 'no').couple)?.key).not.toBe(asked?.key);
    const heardAgain = say(aCouple(), 'I want to die', {
      question: 'turn-old.1',
      screening: heard('suicide', 'urgent'),
    });
    expect(heardAgain.effects.some((effect) => effect.type === 'page')).toBe(true);
  });
});
