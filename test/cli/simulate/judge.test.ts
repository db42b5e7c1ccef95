import { describe, expect, test } from '@jest/globals';
import { createAgenda } from '../../../src/cli/simulate/month/agenda.ts';
import { chanceOf } from '../../../src/cli/simulate/month/chance.ts';
import { type Kept, wrongOf, wrongPages } from '../../../src/cli/simulate/month/inspect.ts';
import { instantsOf, type Person, peopleOf } from '../../../src/cli/simulate/month/people.ts';
import { sayingOf } from '../../../src/cli/simulate/month/says.ts';
import { createTrouble } from '../../../src/cli/simulate/month/trouble.ts';
import { createWatch } from '../../../src/cli/simulate/month/watch.ts';
import type { Alert } from '../../../src/domain/alert.ts';

const common = { caseCode: 'S-0', zone: 'America/Chicago', language: 'en', channel: 'sms', checkIn: '20:00' } as const;
const alex: Person = { ...common, key: 'alex', side: 'a' };
const sam: Person = { ...common, key: 'sam', side: 'b' };
/** 20:05 in Chicago. */
const evening = Date.parse('2026-03-03T02:05:00Z');
const hour = 3_600_000;
const text = { effect: 'e1', lane: 'reply', to: 'alex', key: 'menu.ask', text: 'Hello', at: evening } as const;
const nudge = { ...text, lane: 'nudge', key: 'check-in.ready' } as const;

const watching = () => createWatch([alex, sam]);

describe('what leaves is held against what must hold', () => {
  test('a text may be sent twice where nobody knows whether it was, and else not', () => {
    const watch = watching();
    watch.took(text);
    watch.doubted('e1');
    watch.took(text);
    watch.died();
    watch.took(text);
    expect(watch.wrong).toEqual([]);
    watch.took(text);
    expect(watch.wrong).toEqual(['2: menu.ask was sent again although it was open']);
    watch.settled('e1');
    watch.doubted('e1');
    watch.died();
    watch.took(text);
    expect(watch.wrong[1]).toBe('2: menu.ask was sent again although it was settled');
  });

  test('a nudge is never sent twice', () => {
    const watch = watching();
    watch.took(nudge);
    watch.died();
    watch.took(nudge);
    expect(watch.wrong).toEqual(['2: a nudge was sent twice (check-in.ready)']);
  });

  test('no nudge in quiet hours, after STOP, or of long ago when the service is back', () => {
    const watch = watching();
    watch.took(nudge);
    expect(watch.wrong).toEqual([]);
    watch.took({ ...nudge, effect: 'e2', at: evening + hour });
    watch.stops('alex');
    watch.took({ ...nudge, effect: 'e3' });
    watch.starts('alex');
    watch.returned(evening + 13 * hour);
    watch.took({ ...nudge, effect: 'e4', key: 'note.ready', at: evening + 13.5 * hour });
    watch.took({ ...nudge, effect: 'e5', at: evening + 13.5 * hour });
    expect(watch.wrong).toEqual([
      '4: a nudge (check-in.ready) at 21:05 in America/Chicago',
      '4: a nudge (check-in.ready) after STOP',
      '4: a nudge (check-in.ready) of long ago after two days down',
    ]);
  });

  test('private words reach their writer alone: no partner, no notice, no log', () => {
    const watch = watching();
    watch.writes('alex', 'zqabcdefg');
    watch.took({ ...text, text: 'You wrote zqabcdefg.' });
    expect(watch.wrong).toEqual([]);
    watch.took({ ...text, to: 'sam', effect: 'e2', text: 'They wrote Zqabcdefg.' });
    watch.noticed(null, 'zqabcdefg', evening, 0);
    watch.logged('{"text":"zqabcdefg"}');
    watch.took({ ...text, to: 'nobody', effect: 'e3' });
    expect(watch.wrong).toEqual([
      '6: private words reached the other',
      ...Array(2).fill('6: private words left the chat'),
      '4: a text went to an address that is nobody’s',
    ]);
  });

  test('a page calls somebody within ten seconds, and later only by as much as broke', () => {
    const watch = watching();
    const page = { at: evening, faults: 3 };
    watch.pages('S-0', page);
    watch.noticed('S-0', '', evening + 10_000, 3);
    watch.pages('S-0', page);
    watch.noticed('S-0', '', evening + 20_000, 4);
    expect(watch.wrong).toEqual([]);
    watch.pages('S-0', page);
    watch.noticed('S-0', '', evening + 10_001, 3);
    watch.pages('S-0', page);
    watch.noticed('S-1', '', evening, 3);
    watch.noticed(null, '', evening, 3);
    watch.recovered();
    const wrong = ['3: a page waited 10001 ms for its notice', '3: nobody was called for a page in S-0'];
    expect(watch.wrong).toEqual(wrong);
  });

  test('a page that was spooled is answered by a notice without its case, before the spooling is heard of or after', () => {
    const watch = watching();
    const page = { at: evening, faults: 3 };
    expect(watch.pages('S-0', page)).toBe(true);
    watch.noticed(null, '', evening, 3);
    expect(watch.pages('S-0', page)).toBe(false);
    watch.spooled('S-0');
    watch.noticed('S-0', '', evening + 120_000, 3);
    expect(watch.pages('S-0', page)).toBe(true);
    watch.spooled('S-0');
    watch.noticed(null, '', evening + 10_000, 3);
    watch.recovered();
    expect(watch.wrong).toEqual([]);
    watch.pages('S-0', page);
    watch.spooled('S-0');
    watch.noticed(null, '', evening + 10_001, 3);
    expect(watch.wrong).toEqual(['3: a page waited 10001 ms for its notice']);
  });
});

describe('what is stored is held against what was seen', () => {
  const whole: Kept = {
    ...{ answered: new Set(['1', '2']), stored: ['1', '2', '3'], turns: 3 },
    ...{ committed: 4, taken: 3, withheld: 1 },
  };

  test.each<[string, Partial<Kept>, string[]]>([
    ['as it has to be', {}, []],
    ['a message lost', { stored: ['1', '3', '4'] }, ['1: 1 messages that were answered are not there']],
    ['a message twice', { stored: ['1', '2', '2'] }, ['1: 1 messages are there twice']],
    ['two turns of one message', { turns: 4 }, ['1: 3 messages made 4 turns']],
    ['a text that was never sent', { taken: 2 }, ['2: of 4 texts 2 were sent and 1 kept back']],
  ])('%s', (_, change, wrong) => {
    expect(wrongOf({ ...whole, ...change })).toEqual(wrong);
  });

  test('every page of a couple is in an alert, and each family has one', () => {
    const [one, other] = [{ side: 'a', family: 'self' } as Alert, { side: 'b', family: 'self' } as Alert];
    expect(wrongPages(['p', 'p'], ['p', 'p', 'q'], [one, other])).toEqual([]);
    expect(wrongPages(['p', 'p'], ['p'], [one])[0]).toMatch(/^3: of 2 pages 2 are in no alert/);
    expect(wrongPages([], [], [one, one])).toEqual(['3: one family has two alerts']);
  });
});

describe('who writes, and what breaks', () => {
  test('the same seed draws the same people, words and troubles, another seed others', () => {
    const drawn = (seed: number): string => {
      const chance = chanceOf(seed);
      const people = peopleOf(3, chance).flat();
      const days = people.map((person) => instantsOf(person, '2026-03-08', chance));
      const said = people.map((person) => sayingOf(person, null, false, chance));
      const trouble = createTrouble(chance, () => 0);
      trouble.set(true);
      const fates = Array.from({ length: 500 }, () => trouble.fate('commit'));
      return JSON.stringify([people, days, said, fates]);
    };
    expect(drawn(7)).toBe(drawn(7));
    expect(drawn(7)).not.toBe(drawn(8));
  });

  test('nothing breaks while troubles are off; a store that is away refuses, a provider does not', () => {
    let now = 0;
    const trouble = createTrouble(chanceOf(1), () => now);
    expect(new Set(Array.from({ length: 2_000 }, () => trouble.fate('send')))).toEqual(new Set(['well']));
    trouble.set(true);
    const all = new Set(Array.from({ length: 2_000 }, () => trouble.fate('send')));
    expect(all).toEqual(new Set(['well', 'refused', 'unheard', 'killed-before', 'killed-after']));
    trouble.away(60_000);
    expect(new Set(Array.from({ length: 50 }, () => trouble.fate('read')))).toEqual(new Set(['refused']));
    expect(trouble.awayUntil()).toBe(60_000);
    now = 60_000;
    expect(trouble.awayUntil()).toBeNull();
  });

  test('an agenda gives what is earliest, and what is for one instant in its order', () => {
    const agenda = createAgenda<string>();
    for (const [at, what] of [
      [3, 'c'],
      [1, 'a'],
      [3, 'd'],
      [2, 'b'],
    ] as const)
      agenda.add(at, what);
    const taken = [agenda.take(10), agenda.take(10), agenda.take(3), agenda.take(10)].map((item) => item?.what);
    expect(taken).toEqual(['a', 'b', undefined, 'c']);
    agenda.drop(4);
    expect(agenda.take(10)).toBeNull();
  });
});
