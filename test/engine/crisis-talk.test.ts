import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { stalePages } from '../../src/cli/book/folder.ts';
import { createTalk, type TalkParts } from '../../src/cli/book/talk.ts';
import type { Content } from '../../src/content/content.ts';
import type { Language } from '../../src/domain/language.ts';
import { silentScreening } from '../../src/domain/screening.ts';
import { tellsIn, topicIn } from '../../src/engine/crisis/tells.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';
import { theEngine } from '../support/engine.ts';
import { root } from '../support/places.ts';

let parts: TalkParts;
let content: Content;
beforeAll(async () => {
  const [{ rules }, engine] = await Promise.all([theContent(), theEngine()]);
  content = engine.content;
  parts = { dialogs: engine.dialogs, words: content.words, screen: createScreener(rules) };
});

/** What is said to the last of some messages. */
function saidTo(texts: readonly string[], language: Language = 'en'): readonly string[] {
  const talk = createTalk(parts, { language });
  return texts.map((text) => talk.say(text)).at(-1)?.said ?? [];
}

const first = (keys: readonly string[]): string => keys[0]?.replace(/-[2-9]$/, '') ?? '';

describe('what words tell in a crisis', () => {
  test.each([
    ['I have the gun now', ['means']],
    ['i would never kill myself', ['no-intent']],
    ['im not going to do it', ['no-intent']],
    ['i dont have a plan', ['no-plan']],
    ['no i want to die', ['wish']],
    ['nunca intenté matarme', ['no-attempt']],
    ['tengo una pistola', ['means']],
  ] as const)('%s', (text, told) => {
    const tells = tellsIn(text, content.words, silentScreening).filter((each) => !each.startsWith('distress-'));
    expect(tells).toEqual(expect.arrayContaining([...told]));
    // What is denied is not told.
    if (told.every((each) => each.startsWith('no-'))) expect(tells).toEqual([...told]);
  });

  test('the topics of a message are heard in both languages, whatever is spoken', () => {
    expect(topicIn('are you a real person', content.words, silentScreening)).toBe('person');
    expect(topicIn('tengo miedo de la policía', content.words, silentScreening)).toBe('police');
    expect(topicIn('blue flowers', content.words, silentScreening)).toBeNull();
  });
});

describe('a crisis as a conversation', () => {
  test('what was told is not asked, and means skip ahead', () => {
    expect(saidTo(['i want to kill myself'])).toEqual(['crisis-self.first', 'crisis-self.method']);
    const told = saidTo(['i want to die', 'yes', 'A handgun. It is in my desk']);
    expect(told.map((key) => first([key]))).toEqual(['crisis-self.worse', 'crisis-self.intent']);
  });

  test('imminent danger ends the questions: help first, then what keeps from it', () => {
    expect(saidTo(['i want to die', 'goodbye everyone'])).toEqual(['crisis-self.imminent', 'crisis-self.hurdle']);
    expect(saidTo(['quiero morir', 'adiós a todos'], 'es')).toEqual(['crisis-self.imminent', 'crisis-self.hurdle']);
  });

  test('a question asked back, anger and an everyday farewell move nothing on', () => {
    for (const text of ['are you a person', 'fuck off', 'gtg']) {
      const talk = createTalk(parts);
      talk.say('i want to die');
      const asked = talk.couple.a.stack.at(-1)?.asked?.key;
      expect(talk.say(text).said).toHaveLength(1);
      expect(talk.couple.a.stack.at(-1)?.asked?.key).toBe(asked);
    }
  });

  test('help that is had now is met with "go", and nothing else', () => {
    expect(saidTo(['i want to die', 'my brother can drive me']).map((key) => first([key]))).toEqual([
      'topics.help-now',
    ]);
  });

  test('three messages that answer nothing lead to where the coach stays, and the counselor hears of it', () => {
    const talk = createTalk(parts);
    talk.say('i want to die');
    const turns = ['are you a person', 'who sees this', 'fuck off'].map((text) => talk.say(text));
    // The last of them is answered all the same.
    expect((turns[2]?.said ?? []).map((key) => first([key]))).toEqual(['topics.anger', 'crisis-stay.self']);
    expect(turns[2]?.paged).toEqual(['urgent']);
  });

  test('while it stays, new words of dying begin the questions anew, and old ones do not', () => {
    const stay = ['i want to die', 'are you a person', 'who sees this', 'fuck off'];
    expect(first(saidTo([...stay, 'i want to die']))).toBe('crisis-stay.self-person');
    expect(saidTo([...stay, 'its tonight, i have the pills here'])).toContain('crisis-self.imminent');
  });

  test('somebody else who is fine after all ends the questions with an apology, and raises nothing', () => {
    const talk = createTalk(parts);
    talk.say("she took pills and won't wake up");
    const turned = talk.say('no everyones fine');
    expect(first(turned.said)).toBe('topics.correction');
    expect(turned.paged).toEqual([]);
  });

  test('whoever says that they are the partner sees the neutral menu, and the phone is no longer private', () => {
    const talk = createTalk(parts);
    talk.say('i want to die');
    expect(talk.say('this is her husband')).toMatchObject({ said: ['coach.neutral'], paged: ['same-day'] });
    expect(talk.couple.a.privatePhone).toBe(false);
  });

  test('one look back within a day, outside of quiet hours', () => {
    const talk = createTalk(parts);
    talk.say('i used last night');
    talk.say('yes');
    const later = talk.wait(24 * 60).flatMap(({ said }) => said);
    expect(later.filter((key) => key.startsWith('crisis-stay.follow-up'))).toHaveLength(1);
    expect(talk.wait(24 * 60).flatMap(({ said }) => said)).toEqual([]);
  });
});

test('the transcript book is what the coach says', async () => {
  const { dialogs, words, screen } = parts;
  expect(await stalePages(join(root, 'docs', 'crisis'), { dialogs, words, screen, content })).toEqual([]);
}, 60_000);
