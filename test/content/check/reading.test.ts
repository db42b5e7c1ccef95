import { describe, expect, test } from '@jest/globals';
import { both, found } from './checked.ts';

const hard =
  'Professional consultation facilitates considerable amelioration of interpersonal communication difficulties. ';
const middling = 'Someone will talk with you today, and you can look for the help that is near your home. ';
const easy = 'Go to a safe place. Call a friend. Stay with them. ';
const dificil = 'La comunicaci\u00f3n interpersonal constituye fundamentalmente una responsabilidad compartida. ';
const facil = 'Ve a un lugar seguro. Llama a alguien. Qu\u00e9date ah\u00ed. ';
const file = (text: string) => `a: { text: "${text}" }`;
const reading = (name: string, en: string, es: string) => found(['reads-too-hard'], both(name, file(en), file(es)));

describe('reading grade', () => {
  test('is an error above 6, in each language by its own formula', async () => {
    const findings = await reading('x', hard.repeat(4), dificil.repeat(5));
    expect(findings.map(({ file: name, line, severity }) => ({ name, line, severity }))).toEqual([
      { name: 'en/x.yaml', line: 1, severity: 'error' },
      { name: 'en/x.yaml', line: 1, severity: 'error' },
      { name: 'es/x.yaml', line: 1, severity: 'error' },
      { name: 'es/x.yaml', line: 1, severity: 'error' },
    ]);
    expect(findings[0]?.what).toMatch(/^(a|the file as a whole) reads at grade \d+\.\d, and 6 is the most; /);
    expect(await reading('x', easy.repeat(4), facil.repeat(4))).toEqual([]);
  });
  test('is stricter in a crisis: by file, by safety check, by lane', async () => {
    const texts = [middling.repeat(3), facil.repeat(5)] as const;
    const [text] = await reading('crisis-x', ...texts);
    expect(text?.what).toMatch(/and 4 is the most/);
    expect(await reading('x', ...texts)).toEqual([]);
    expect(await reading('safety-check', ...texts)).not.toEqual([]);
    const spoken = await found(['reads-too-hard'], both('x', file(texts[0]), file(texts[1])), {
      lanes: { 'x.a': 'crisis' },
    });
    expect(spoken).not.toEqual([]);
  });
  test('of a short text counts within its file alone', async () => {
    expect(await reading('x', hard, facil)).toEqual([]);
    const many = Array.from({ length: 5 }, (_, at) => `t${at}: { text: "${hard}" }`).join('\n');
    const findings = await found(['reads-too-hard'], both('x', many, many.replaceAll(hard, facil)));
    expect(findings.map(({ what }) => what.slice(0, 19))).toEqual(['the file as a whole']);
  });
  test('is measured on the SMS variant too', async () => {
    const sms = (text: string, short: string) => `a:\n  text: "${text}"\n  sms: "${short}"`;
    const findings = await found(['reads-too-hard'], both('x', sms(easy, hard.repeat(4)), sms(facil, facil)));
    expect(findings).toMatchObject([{ file: 'en/x.yaml', line: 3 }]);
    expect(findings[0]?.what).toMatch(/^a by SMS reads/);
  });
});
