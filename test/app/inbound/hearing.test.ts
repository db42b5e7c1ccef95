import { describe, expect, test } from '@jest/globals';
import { createHearing } from '../../../src/app/inbound/hearing.ts';
import { createTurnTaking } from '../../../src/app/inbound/turn-taking.ts';
import type { Screening } from '../../../src/domain/screening.ts';
import { noMeter } from '../../../src/ports/meter.ts';
import { keptLog } from '../../support/app.ts';

const heard = (level: Screening['level']): Screening => ({ level, categories: [], matches: [] });

/** Takes one step for each `.` of a text, each a millisecond long; hears a crisis where there is a `!`. */
function slowly(text: string) {
  let left = text.split('.').length;
  return {
    next() {
      left -= 1;
      for (const until = performance.now() + 1; performance.now() < until; );
      if (text.includes('?')) throw new Error('broken');
      return left > 0
        ? { done: false as const, value: undefined }
        : { done: true as const, value: heard(text.includes('!') ? 'emergency' : 'none') };
    },
  };
}

const hearing = () => createHearing(slowly, keptLog(), noMeter);
const long = (steps: number, end = ''): string => `${'.'.repeat(steps)}${' '.repeat(1_100)}${end}`;

describe('hearing', () => {
  test('hears a short text before anything else of the loop runs', async () => {
    const hear = hearing();
    const order: string[] = [];
    setImmediate(() => order.push('loop'));
    await hear('hello');
    order.push('heard');
    expect(order).toEqual(['heard']);
  });

  test('gives twenty long texts together one slice of a turn of the loop', async () => {
    const hear = hearing();
    let over = false;
    const all = Promise.all(Array.from({ length: 20 }, () => hear(long(20)))).then(() => {
      over = true;
    });
    let longest = 0;
    let turns = 0;
    for (let before = performance.now(); !over; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }
    await all;
    expect(turns).toBeGreaterThan(40);
    expect(longest).toBeLessThan(150);
  });

  test('lets the text that had least go first', async () => {
    const hear = hearing();
    const order: string[] = [];
    const giants = Array.from({ length: 5 }, () => hear(long(60)).then(() => order.push('giant')));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await Promise.all([...giants, hear(long(5)).then(() => order.push('shorter'))]);
    expect(order[0]).toBe('shorter');
  });

  test('takes a fault for a reason to ask', async () => {
    const log = keptLog();
    const hear = createHearing(slowly, log, noMeter);
    expect((await hear('?')).level).toBe('check');
    expect((await hear(long(3, '?'))).level).toBe('check');
  });
});

describe('the messages of one sender', () => {
  /** Which were taken in, in order. */
  const write = async (texts: readonly (readonly [sender: string, name: string, text: string])[]) => {
    const inTurn = createTurnTaking(hearing());
    const order: string[] = [];
    await Promise.all(texts.map(([sender, name, text]) => inTurn(sender, text, async () => order.push(name))));
    return order;
  };

  test('are taken in the order in which they were written', async () => {
    const texts = [long(30), 'two', long(3), 'four'].map((text, at) => ['kim', `${at}`, text] as const);
    expect(await write(texts)).toEqual(['0', '1', '2', '3']);
  });

  test('wait for nothing that is still being heard when they are a crisis', async () => {
    const order = await write([
      ['kim', 'giant', long(30)],
      ['kim', 'short', 'two'],
      ['kim', 'crisis', 'help!'],
    ]);
    expect(order).toEqual(['crisis', 'giant', 'short']);
  });

  test('do not hold back those of another', async () => {
    const order = await write([
      ['kim', 'giant', long(40)],
      ['sam', 'short', 'hello'],
    ]);
    expect(order).toEqual(['short', 'giant']);
  });

  test('go on after one that could not be taken', async () => {
    const inTurn = createTurnTaking(hearing());
    const broken = inTurn('kim', 'one', () => Promise.reject(new Error('no store')));
    const next = inTurn('kim', 'two', async () => 'taken');
    await expect(broken).rejects.toThrow('no store');
    expect(await next).toBe('taken');
  });
});
