import { describe, expect, test } from '@jest/globals';
import type { Tells } from '../../src/domain/tells.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

const screen = createScreener((await theContent()).rules);
const told = (text: string): Tells => screen(text).tells ?? {};

describe('a message tells', () => {
  const all: readonly [string, Tells][] = [
    ['A handgun. It is in my desk', { method: 'gun', means: true }],
    ['i have the gun now', { method: 'gun', means: true }],
    ['tengo la pistola en el cajón', { method: 'gun', means: true }],
    ['las pastillas están aquí', { method: 'pills', means: true }],
    ['the razor is right here', { method: 'blade', means: true }],
    ["it's tonight", { when: 'today' }],
    ['esta noche', { when: 'today' }],
    ['lo hago ahorita', { when: 'now' }],
    ["I'd do it on my birthday", { when: 'later' }],
    ['I tried to kill myself last week', { attempt: 'recent' }],
    ['I tried to kill myself in 2009', { attempt: 'past' }],
    ['intenté matarme la semana pasada', { attempt: 'recent' }],
    ['nobody is home', { company: 'alone' }],
    ['estoy sola', { company: 'alone' }],
    ['my sister is here', { company: 'near' }],
    ['estoy con mi mamá', { company: 'near' }],
    ['the kids are asleep', { child: true }],
    ['los niños están dormidos', { child: true }],
    ['goodbye', { farewell: true }],
    ['dile a mis hijos que los amo', { farewell: true }],
    ['the voices tell me to jump', { voices: true }],
    ['las voces me dicen que salte', { voices: true }],
    ['already swallowed some', { begun: true }],
    ['911 is on the phone', { help: 'now' }],
    ['ya los llamé', { help: 'now' }],
    ['my brother is driving me to the hospital', { help: 'now' }],
    ['I see my therapist on Tuesday', { help: 'later' }],
    ['veo a mi terapeuta el martes', { help: 'later' }],
    ["no, everyone's fine", { undone: 'correction' }],
    ["it's a song", { undone: 'correction' }],
    ['es una canción', { undone: 'correction' }],
    ['jk lol', { undone: 'taken-back' }],
    ['im fine dont call anyone', { undone: 'taken-back' }],
    ['es broma', { undone: 'taken-back' }],
    ['this is her husband', { partner: true }],
    ['soy su esposo', { partner: true }],
    ['he is breathing', { breathing: 'yes' }],
    ['he is barely breathing', { breathing: 'badly' }],
    ['no respira', { breathing: 'no' }],
    ["I'm falling asleep", { awake: 'drowsy' }],
    ['me estoy durmiendo', { awake: 'drowsy' }],
    ['he woke up', { awake: 'yes' }],
    ['no despierta', { awake: 'no' }],
    ["I've been feeling so lonely", { distress: ['lonely'] }],
    ['it all feels hopeless and she left me yesterday', { distress: ['hopeless', 'left'] }],
    ['me siento tan sola', { distress: ['lonely'] }],
    ['murió mi mamá en mayo', { distress: ['grief'] }],
    ["I'm worried about my teenage son", { distress: ['teenager'] }],
    ['soy un fracaso', { distress: ['shame'] }],
  ];
  test.each(all)('"%s"', (text, tells) => expect(told(text)).toMatchObject(tells));

  test('what weighs most, where two things are told of the same', () => {
    expect(told('my sister is here. no, I am alone now').company).toBe('alone');
  });
});

describe('a denial tells nothing of what it denies', () => {
  test.each([
    ["I don't have a gun", 'means'],
    ["there isn't a gun here, I never had a gun", 'means'],
    ['no tengo pistola', 'means'],
    ["I'm not about to jump", 'when'],
    ['no oigo voces', 'voices'],
    ['he is not breathing', 'nothing'],
  ] as const)('"%s"', (text, name) => expect(told(text)).not.toHaveProperty(name));

  test('and no level comes from what is told by itself', () => {
    for (const text of ['I have a gun in my desk', 'I am alone', "it's tonight", 'goodbye', 'me estoy durmiendo'])
      expect(screen(text).level).toBe('none');
  });
});

describe('everyday words tell nothing', () => {
  test.each([
    'see you tonight',
    'gtg talk tomorrow',
    'craving 3, slept well, hungry',
    'we watched the rope swing video',
    'nos vemos mañana',
    'hoy cociné arroz',
    '7',
    'yes',
    'menu',
  ])('"%s"', (text) => expect(told(text)).toEqual({}));
});

describe('the language of the words', () => {
  test.each([
    ['I want to die and I do not know what to do', 'en'],
    ['no sé qué hacer, ya no quiero vivir', 'es'],
    ['quiero morir', 'es'],
    ['ok', undefined],
    ['7', undefined],
  ])('of "%s" is %s', (text, language) => expect(screen(text).language).toBe(language));
});
