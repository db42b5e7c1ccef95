import { describe, expect, test } from '@jest/globals';
import { both, found } from './checked.ts';

const told = (text: string, name = 'x', id = 'a') =>
  found(['carrier-word-offered'], both(name, `${id}: { text: ${JSON.stringify(text)} }`));

describe('words that carriers act on', () => {
  test.each([
    'Reply YES to begin.',
    'reply with "yes" if so',
    'Send START when you are ready.',
    'Type end to leave.',
    'CANCEL ends this.',
    'Responde YES.',
    'Manda la palabra start.',
    'Escribe STOP.',
  ])('are not what a text asks for: %s', async (text) => {
    expect((await told(text)).map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      'en/x.yaml error',
      'es/x.yaml error',
    ]);
  });
  test.each([
    'Reply 1.',
    'HELP shows who you can call.',
    'Send HELP if it gets too strong.',
    'After STOP I can\u2019t text back.',
    'In the end, yes, it gets better. Start small, and stop when you like.',
    'Send SKIP.',
  ])('are not seen in: %s', async (text) => expect(await told(text)).toEqual([]));
  test('may be named where a text is about them', async () => {
    expect(await told('To come back, send START.', 'coach', 'stopped')).toEqual([]);
    expect(await told('To come back, send START.', 'coach', 'paused')).toHaveLength(2);
    expect(await told('To come back, send YES.', 'coach', 'stopped')).toHaveLength(2);
  });
  test('are looked for in an SMS variant at its line', async () => {
    const findings = await found(
      ['carrier-word-offered'],
      both('x', 'a:\n  text: "Reply 1."\n  sms: "Reply YES."', 'a:\n  text: "Manda 1."\n  sms: "Manda 1."'),
    );
    expect(findings).toMatchObject([{ file: 'en/x.yaml', line: 3 }]);
  });
  test('are no labels; a Yes behind its number is one', async () => {
    const choice = (label: string) =>
      both('x', `a: { kind: choice, text: "Well?", options: { one: { label: "${label}" }, no: { label: "No" } } }`);
    for (const label of ['Stop', 'END', 'Help', 'Info', 'Start', 'Opt\u00adout'.replace('\u00ad', '')])
      expect(await found(['carrier-word-offered'], choice(label))).toHaveLength(2);
    for (const label of ['Yes', 'Not now', 'Stop for today'])
      expect(await found(['carrier-word-offered'], choice(label))).toEqual([]);
  });
});
