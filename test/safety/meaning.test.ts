import { describe, expect, test } from '@jest/globals';
import { atLeast, type Category, leadingMatch } from '../../src/domain/screening.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

const screen = createScreener((await theContent()).rules);
const lead = (text: string) => {
  const { category, about, level } = leadingMatch(screen(text)) ?? {};
  return [category, about, level];
};
const levelOf = (text: string, category: Category) =>
  screen(text).matches.find((match) => match.category === category)?.level ?? 'none';

describe('an event is no intent, and an intent no event', () => {
  test.each([
    'I took all my pills',
    'took the whole bottle. sorry',
    'so um I think I took like maybe thirty of them um the tylenol',
    'me tomé todas las pastillas',
    'se tragó todo el frasco',
    'me tomé unas pastillas porque ya no quiero vivir',
  ])('"%s" is an overdose', (text) => expect(lead(text).slice(0, 3)).toEqual(['overdose', 'self', 'emergency']));

  test.each([
    "I'm going to take all my pills",
    'I want to overdose',
    'planning on swallowing the whole bottle of xanax tonight',
    'voy a tomarme todas las pastillas',
    'me tomo todas esta noche',
    'quiero una sobredosis',
  ])('"%s" is an intent', (text) => {
    expect(lead(text)).toEqual(['suicide', 'self', 'emergency']);
    expect(levelOf(text, 'overdose')).toBe('none');
  });

  test.each([
    'thinking about taking all my xanax and not waking up',
    'pienso en tomarme todo el clonazepam y no despertar',
  ])('"%s" is a thought with a method', (text) => {
    expect(atLeast(levelOf(text, 'suicide'), 'urgent')).toBe(true);
    expect(levelOf(text, 'overdose')).toBe('none');
  });

  test.each(["I'm going to take my meds like the doctor says", 'voy a tomar el bus', 'pienso en tomarme un café'])(
    '"%s" is none of them',
    (text) => expect(screen(text).level).toBe('none'),
  );
});

describe('whose body, whose weapon, whose hand', () => {
  test.each([
    ["he's got the gun to his head", 'suicide', 'other'],
    ['she is holding a knife to her own wrist', 'suicide', 'other'],
    ['se puso la pistola en la cabeza', 'suicide', 'other'],
    ['tiene un cuchillo y se quiere cortar', 'suicide', 'other'],
    ['he put the gun to my head', 'violence', 'self'],
    ['me puso la pistola en la cabeza', 'violence', 'self'],
    ['I have his address and my gun is loaded', 'harm-to-others', 'own-act'],
    ['tengo su dirección y la pistola está cargada', 'harm-to-others', 'own-act'],
    ['quiero hacerle daño a mi hijo', 'child', 'own-act'],
    ["I'm scared I'll shake the baby", 'child', 'own-act'],
    ['he keeps telling me to go kill myself', 'violence', 'self'],
    ['me dice que me mate', 'violence', 'self'],
    ['he put something in my drink and I woke up with no clothes', 'violence', 'self'],
    ['me echó algo en la bebida y desperté sin ropa', 'violence', 'self'],
  ])('"%s" is %s about %s', (text, category, about) => expect(lead(text).slice(0, 2)).toEqual([category, about]));

  test.each(['I pushed him off me', 'I bit her to get away', 'le pegué para que me soltara', 'lo empujé para escapar'])(
    '"%s" is a defence',
    (text) => {
      expect(lead(text).slice(0, 2)).toEqual(['violence', 'self']);
      expect(screen(text).matches.some(({ about }) => about === 'own-act')).toBe(false);
    },
  );

  test.each(['I pushed her and she fell', 'le pegué anoche a mi esposa'])('"%s" is none', (text) =>
    expect(screen(text).matches.some(({ about }) => about === 'own-act')).toBe(true),
  );
});

describe('what is neither', () => {
  test.each([
    ['what do I do if he overdoses', 'if'],
    ["I'm scared he will overdose one day", 'if'],
    ['qué hago si le da una sobredosis', 'if'],
    ['I dreamed he overdosed', 'dream'],
    ['I had a nightmare that she choked me', 'dream'],
    ['soñé que tuvo una sobredosis', 'dream'],
    ['in the movie he overdosed, the movie where she takes all her pills', 'story'],
    ['esa canción que dice me quiero morir', 'story'],
    ['the news of it kinda shook me, that shook me', 'figure'],
    ['my friend had a suicide attempt last month', 'past'],
    ['una amiga intentó matarse hace dos meses', 'past'],
    ['three years since my brother died of an overdose', 'grief'],
    ['my brother overdosed and died last week, the funeral is on Friday', 'grief'],
    ['mi hermano murió de sobredosis hace dos años', 'grief'],
  ])('"%s" never pages: %s', (text, neither) => {
    const { level, matches } = screen(text);
    expect(atLeast(level, 'same-day')).toBe(false);
    for (const match of matches) expect(match.neither).toBe(neither);
  });

  test.each([
    'he overdosed what do I do',
    'I think he died, he is not breathing',
    'creo que se murió, no respira',
    'I dreamed of him. now he overdosed for real',
    'we watched a movie and he hit me',
    'my friend just tried to kill himself tonight',
    'tuvo una sobredosis, qué hago',
    'mi amigo intentó matarse hoy',
  ])('"%s" is no such thing', (text) => expect(atLeast(screen(text).level, 'urgent')).toBe(true));
});

describe('several subjects in one message', () => {
  test.each([
    ['he choked me so I took all my pills', 'overdose', ['overdose', 'violence']],
    ['nodding off and im home alone with the baby', 'overdose', ['overdose', 'child']],
    ['I took all my pills because I want to die', 'overdose', ['overdose', 'suicide']],
  ])('"%s" is first %s', (text, first, all) => {
    expect(lead(text)[0]).toBe(first);
    expect(screen(text).categories).toEqual(expect.arrayContaining(all));
  });
});
