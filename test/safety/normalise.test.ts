import { describe, expect, test } from '@jest/globals';
import { normalise } from '../../src/safety/normalise.ts';

describe('normalising', () => {
  test.each([
    ['I WANT to Die', 'i want to die'],
    ['sui\u0441\u0456de', 'suicide'],
    ['su1c1de', 'suicide'],
    ['$uicide', 'suicide'],
    ['k*ll myself', 'kill myself'],
    ['k i l l m y s e l f', 'kill myself'],
    ['k.i.l.l', 'kill'],
    ['diiiiie', 'die'],
    ['pillllls', 'pills'],
    ['suicdal', 'suicidal'],
    ['kms', 'kill myself'],
    ['gonna', 'going to'],
    ['I do not', 'i dont'],
    ["I'm he’s", 'im hes'],
    ["he OD'd", 'he overdosed'],
    ['quiero moríR', 'quiero morir'],
    ['kiero xq', 'quiero porque'],
    ['took 30mg at 7pm, 103.4', 'took 30mg at 7pm 103.4'],
    ['one. two! three', 'one | two | three'],
    ['🔫', 'gun'],
    ['', ''],
  ])('reads "%s" as "%s"', (written, plain) => {
    expect(normalise(written).text).toBe(plain);
  });

  test('leaves ordinary words alone', () => {
    const text = 'odd questions about breathing and broken tables in the hangar';
    expect(normalise(text).text).toBe(text);
  });
});
