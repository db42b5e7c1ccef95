import { describe, expect, test } from '@jest/globals';
import { actsFor, mayWrite } from '../../../src/web/shared/case/acts.ts';
import { alertChanges, closedLast, openFirst, overdue, waited } from '../../../src/web/shared/case/order.ts';
import { anAlert, noon } from './builders.ts';

const minute = 60_000;

describe('the counselor’s panel', () => {
  test('shows the most severe first, then the one that waits longest', () => {
    const alerts = [
      anAlert({ id: 'young', raisedAt: noon + minute }),
      anAlert({ id: 'old', raisedAt: new Date(noon).toISOString() }),
      anAlert({ id: 'worst', level: 'emergency', raisedAt: noon + 5 * minute }),
      anAlert({ id: 'over', level: 'emergency', status: 'closed' }),
    ];
    expect(openFirst(alerts).map(({ id }) => id)).toEqual(['worst', 'old', 'young']);
    expect(closedLast(alerts).map(({ id }) => id)).toEqual(['over']);
  });
  test('counts the wait until somebody claims', () => {
    expect(waited(anAlert(), noon + 3 * minute)).toBe(3 * minute);
    expect(waited(anAlert({ acknowledgedAt: noon + minute }), noon + 3 * minute)).toBe(minute);
  });
  test('is alarmed by a wait that is too long for its level, until somebody claims', () => {
    const late = (minutes: number, change: Parameters<typeof anAlert>[0] = {}) =>
      overdue(anAlert(change), noon + minutes * minute);
    expect([late(14), late(15), late(8 * 1_440)]).toEqual([false, true, true]);
    expect([late(4, { level: 'emergency' }), late(5, { level: 'emergency' })]).toEqual([false, true]);
    expect(late(8 * 1_440, { status: 'claimed', acknowledgedAt: noon })).toBe(false);
  });
  test('tells of alerts that are new, open again or worse, and of nothing else', () => {
    const before = [anAlert({ id: 'same' }), anAlert({ id: 'again', status: 'closed' }), anAlert({ id: 'worse' })];
    const after = [
      anAlert({ id: 'same', status: 'claimed', holder: 'Dana' }),
      anAlert({ id: 'again', occurrence: 2 }),
      anAlert({ id: 'worse', level: 'emergency' }),
      anAlert({ id: 'fresh' }),
    ];
    expect(alertChanges(before, after).map(({ what, alert }) => [alert.id, what])).toEqual([
      ['worse', 'raised'],
      ['again', 'new'],
      ['fresh', 'new'],
    ]);
  });
  test('tells of something to do, once, and not of what was done', () => {
    const task = { id: 't', kind: 'undeliverable', code: '403', at: noon } as const;
    const asks = anAlert({ tasks: [task] });
    const done = anAlert({ tasks: [{ ...task, done: { at: noon, by: 'Dana' } }] });
    expect(alertChanges([anAlert()], [asks]).map(({ what }) => what)).toEqual(['task']);
    expect([...alertChanges([asks], [asks]), ...alertChanges([asks], [done])]).toEqual([]);
  });
  test('offers what the case allows, and nothing on somebody else’s or a closed one', () => {
    const dana = (change: Parameters<typeof anAlert>[0]) => actsFor(anAlert(change), 'Dana');
    expect(dana({})).toEqual(['claim', 'take-over', 'close']);
    expect(dana({ status: 'claimed', holder: 'Dana' })[0]).toBe('take-over');
    expect(dana({ status: 'taken-over', holder: 'Dana' })[0]).toBe('hand-back');
    expect(dana({ status: 'handed-back', holder: 'Dana' })).not.toContain('hand-back');
    expect(dana({ status: 'claimed', holder: 'Robin' })).toEqual([]);
    expect(dana({ status: 'closed' })).toEqual([]);
    const named = { status: 'claimed', holder: 'Robin', unconfirmed: true } as const;
    expect(dana(named)).toEqual(['claim', 'take-over', 'close']);
    expect(dana({ ...named, holder: 'Dana' })).toEqual(['claim', 'take-over', 'release', 'close']);
  });
  test('lets only the holder write', () => {
    expect(mayWrite(anAlert({ status: 'claimed', holder: 'Dana' }), 'Dana')).toBe(true);
    expect(mayWrite(anAlert({ status: 'claimed', holder: 'Robin' }), 'Dana')).toBe(false);
    expect(mayWrite(anAlert(), 'Dana')).toBe(false);
  });
});
