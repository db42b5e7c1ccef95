import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Content } from '../../../src/content/content.ts';
import { languages } from '../../../src/domain/language.ts';
import { told } from '../../../src/domain/words.ts';
import { readPhrase } from '../../../src/engine/conversation/phrase.ts';
import { theEngine } from '../../support/engine.ts';

let content: Content;
beforeAll(async () => {
  ({ content } = await theEngine());
});

const asks = (text: string): unknown => readPhrase(told(text), 'en', content.words)?.phrase ?? null;
const command = (name: string) => ({ command: name });

describe('a command in a sentence', () => {
  test.each([
    ['please help me', 'help'],
    ['It was hard. I need help!', 'help'],
    ['no sé qué hacer, ayúdame', 'help'],
    ['somebody call an ambulance please', 'help'],
    ['STOP. Thank you', 'no-nudges'],
    ['stop, please stop', 'no-nudges'],
    ['ya no me escriban, gracias', 'no-nudges'],
    ['STOP', 'stop'],
    ['ok fine. menu', 'menu'],
    ['el menú por favor', 'menu'],
    ['pick up again', 'resume'],
    ['hi there', 'hello'],
  ])('%j is %s', (text, name) => expect(asks(text)).toEqual(command(name)));

  test.each([
    'she helped me a lot',
    'I want to stop drinking',
    'stop it hurts',
    'END it all',
    'the end',
    'we called 911 yesterday',
    'the menu at that place was nice',
    'make it stop',
  ])('%j is none', (text) => expect(asks(text)).toBeNull());
});

test('every phrase that other words may stand before is found behind them', () => {
  const said = content.words.open.filter(({ before }) => before).map(({ words }) => words);
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter((each) => asks(`please ${each}`) === null)).toEqual([]);
});

test('no carrier word with other words around it is the opt-out', () => {
  const { around } = content.words.reading;
  const stops = languages.flatMap((each) =>
    [...content.words.phrases[each]].filter(([, phrase]) => 'command' in phrase && phrase.command === 'stop'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...stops), fc.constantFrom(...around), fc.boolean(), ([word], other, first) => {
      const found = readPhrase(told(first ? `${other} ${word}` : `${word}. ${other}`), 'en', content.words);
      const isOptOut = found?.whole === true && 'command' in found.phrase && found.phrase.command === 'stop';
      expect(isOptOut).toBe(false);
    }),
  );
});
