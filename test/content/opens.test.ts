import { describe, expect, test } from '@jest/globals';
import { load } from './folder.ts';

const day = (opens: string) => `hello: { text: "Hi" }\n${opens}\n`;
const both = (opens: string) => ({ 'en/day.yaml': day(opens), 'es/day.yaml': day(opens) });
const list = {
  'en/menu.yaml': `ask: { kind: choice, text: "What?", lists: all, most: 3, options: { more: { label: More, words: [mine], stays: true } } }\n`,
  'es/menu.yaml': `ask: { kind: choice, text: "¿Qué?", lists: all, most: 3, options: { more: { label: Más, stays: true } } }\n`,
};

describe('what opens a dialog', () => {
  test('is read from its own text file: words in full, and sentences', async () => {
    const { words, keys } = await load(both('opens: { words: [my evening, "… about my evening …"] }'));
    expect(words.phrases.en.get('my evening')).toEqual({ dialog: 'day' });
    expect(words.open.map(({ phrase, words: said }) => [said, phrase])).toContainEqual([
      'about my evening',
      { dialog: 'day' },
    ]);
    expect([...keys]).toEqual(['day.hello']);
  });

  test('puts it among the options of a question that lists what can be done, before those that are written', async () => {
    const { words } = await load({ ...both('opens: { label: My evening, words: [evening, mine] }'), ...list });
    const asked = words.questions.get('menu.ask');
    expect(asked?.most).toBe(3);
    expect(asked?.options.map(({ id, words: said }) => [id, said.en])).toEqual([
      // "mine" is the other option's.
      ['day', ['my evening', 'evening']],
      ['more', ['more', 'mine']],
    ]);
    const without = await load({ ...both('opens: { words: [evening] }'), ...list });
    expect(without.words.questions.get('menu.ask')?.options.map(({ id }) => id)).toEqual(['more']);
  });

  test('belongs to one dialog, and is told with its place where it does not', async () => {
    await expect(load(both('opens: { words: [menu] }'))).rejects.toThrow(
      'en/day.yaml, line 2: "menu" belongs to the command menu and the dialog day; keep it at one.',
    );
    await expect(load(both('opens: { label: "A label that is longer than any", words: [x] }'))).rejects.toThrow(
      '24 letters',
    );
    await expect(load(both('opens: { wrods: [x] }'))).rejects.toThrow('wrods');
  });

  test('is there in every language or in none', async () => {
    const one = { 'en/day.yaml': day('opens: { words: [evening] }'), 'es/day.yaml': day('') };
    await expect(load(one)).rejects.toThrow('en/day.yaml, line 2: opens is missing in es/day.yaml');
  });
});
