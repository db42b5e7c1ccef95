import { beforeAll, describe, expect, test } from '@jest/globals';
import { atLeast, type Category, type Level, leadingMatch, type Screening } from '../../src/domain/screening.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { theContent } from '../support/content.ts';

let screen: (text: string) => Screening;
beforeAll(async () => {
  screen = createScreener((await theContent()).rules);
});

const mustHear: readonly [text: string, category: Category, floor: Level][] = [
  ['END it all', 'suicide', 'emergency'],
  ["STOP he's hurting me", 'violence', 'emergency'],
  ["I'm scared of him", 'violence', 'urgent'],
  ['he choked me', 'violence', 'emergency'],
  ['he choked me last year', 'violence', 'emergency'],
  ["she took pills and won't wake up", 'overdose', 'emergency'],
  ["I stopped benzos, I shake and I'm confused", 'withdrawal', 'emergency'],
  ['stopped my xanax. shaking. confused', 'withdrawal', 'emergency'],
  ['I used last night', 'lapse', 'same-day'],
  ['I used heroin last night, home alone', 'lapse', 'urgent'],
  ['I want to die', 'suicide', 'urgent'],
  ['i w a n t t o d i e', 'suicide', 'urgent'],
  ['going to k1ll mys3lf', 'suicide', 'emergency'],
  ['im gonna k*ll myself tonite', 'suicide', 'emergency'],
  ['me quiero morir', 'suicide', 'urgent'],
  ['me kiero morir', 'suicide', 'urgent'],
  ['tengo miedo de él', 'violence', 'urgent'],
  ['No despierta y tiene los labios azules', 'overdose', 'emergency'],
  ["he's blue", 'overdose', 'emergency'],
  ['I gave away my dog and wrote letters to my kids', 'suicide', 'emergency'],
  ['everyone would be better off without me', 'suicide', 'same-day'],
  ["I'm not going to call 988, I'm going to do it, I'm going to kill myself", 'suicide', 'emergency'],
  ["he won't let me leave", 'violence', 'emergency'],
  ['he took my phone and he reads my messages', 'violence', 'same-day'],
  ['I hit her', 'violence', 'urgent'],
  ["I'm going to hurt him", 'violence', 'urgent'],
  ['my boyfriend has a knife', 'violence', 'emergency'],
  ['the kids are home alone and she is passed out', 'child', 'emergency'],
  ["I'm going to kill my landlord", 'harm-to-others', 'emergency'],
  ['I want to cut so bad tonight', 'self-harm', 'urgent'],
];

const mustNotPage = [
  'this traffic is killing me',
  '1',
  '7',
  '10',
  'yes',
  'no',
  'stop',
  'help',
  'menu',
  'hungry and tired',
  'craving 8',
  'hard day',
  'rough one today, 4/10',
  'I could kill for a coffee',
  "I'm dying of laughter",
  "I'm dead 😂",
  'my boss is going to kill me if I am late',
  'shoot me a text when group starts',
  'we are going to hit the gym',
  'he kissed my neck and I liked it',
  'I want to touch her but I get nervous in bed',
  'no craving today, slept well',
  'day 30 sober!',
  'took my medication like the doctor says',
  'we argued about dishes, then took a break',
  'me muero de risa',
  'este calor me está matando',
  'te quiero mucho mi amor',
];

describe('the screening', () => {
  test.each(mustHear)('hears "%s" as %s, %s', (text, category, floor) => {
    const heard = screen(text);
    expect(heard.categories).toContain(category);
    expect(atLeast(heard.level, floor)).toBe(true);
  });

  test.each(mustNotPage)('does not page for "%s"', (text) => {
    expect(atLeast(screen(text).level, 'same-day')).toBe(false);
  });

  test('tells what the writer does from what is done to the writer', () => {
    expect(leadingMatch(screen('I hit her'))?.about).toBe('own-act');
    expect(leadingMatch(screen('he hit me'))?.about).toBe('self');
    expect(leadingMatch(screen("she won't wake up"))?.about).toBe('other');
  });
});
