import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NotifyEffect, RequestEffect, TellEffect } from '../../src/domain/effect.ts';
import type { CounselorRequest } from '../../src/domain/request.ts';
import { closedUntil } from '../../src/domain/staffed.ts';
import { alertDueBy } from '../../src/engine/alert/alert-timers.ts';
import { newRequest, stepRequest } from '../../src/engine/request/request.ts';
import type { RequestEvent } from '../../src/engine/request/request-event.ts';

const clinic = { zone: 'America/Chicago' };
const hour = 3_600_000;
/** Saturday, 15:00 and 23:00 in Chicago; the night after it the clocks go forward. */
const afternoon = Date.UTC(2026, 2, 7, 21);
const night = afternoon + 8 * hour;

type Unplaced = RequestEvent extends infer Each ? (Each extends RequestEvent ? Omit<Each, 'id' | 'at'> : never) : never;

/** A request of `a` whose clock is moved by hand; what followed is kept with its instant. */
function aRequest(start = afternoon) {
  let request: CounselorRequest = newRequest({ id: 'r', couple: 'c', side: 'a', caseCode: 'C-1' });
  let at = start;
  let count = 0;
  const calls: [hours: number, who: string][] = [];
  const told: TellEffect['told'][] = [];
  const audit: unknown[] = [];
  const happens = (event: Unplaced): string => {
    const result = stepRequest(request, { ...event, id: `e-${count++}`, at } as RequestEvent, clinic);
    if (!result.ok) return result.code;
    ({ request } = result);
    for (const effect of result.effects) {
      if (effect.type === 'notify') calls.push([(at - start) / hour, effect.notice.step]);
      if (effect.type === 'tell') told.push(effect.told);
    }
    audit.push(...result.records.filter(({ kind }) => kind === 'audit').map(({ data }) => data['event']));
    return 'ok';
  };
  const asks = (what: RequestEffect['what'], reason: RequestEffect['reason'] = 'counselor', asked = at): string => {
    const to = { type: 'request', to: 'system', lane: 'counselor', id: 'q', side: 'a' } as const;
    return happens({ type: 'asked', asked: { ...to, what, reason, at: asked } });
  };
  return {
    now: () => request,
    calls,
    told,
    audit,
    happens,
    asks,
    act: (type: 'acknowledge' | 'claim' | 'take-over' | 'release' | 'hand-back', by = 'Dana') => happens({ type, by }),
    say: (words: string, by = 'Dana') => happens({ type: 'say', by, words }),
    close: (by = 'Dana', seen = request.version) => happens({ type: 'close', by, outcome: 'talked', seen }),
    /** Lives through some hours, each timer at its own instant. */
    pass(hours: number) {
      const end = at + hours * hour;
      for (let due = alertDueBy(request, end)[0]; due; due = alertDueBy(request, end)[0]) {
        at = Math.max(at, due.due);
        happens({ type: 'timer', timer: due.id });
      }
      at = end;
    },
    /** The service stands still for some hours. */
    sleep(hours: number) {
      at += hours * hour;
    },
  };
}

describe('a request for a person', () => {
  test('is made once: asking again joins it, and is no second call', () => {
    const it = aRequest();
    it.asks('asked');
    it.pass(1);
    it.asks('asked', 'mydata');
    expect(it.now()).toMatchObject({
      status: 'open',
      occurrence: 1,
      raisedAt: afternoon,
      reasons: ['counselor', 'mydata'],
    });
    expect(it.now().askedAt).toBe(afternoon + hour);
    expect(it.calls).toEqual([[0, 'primary']]);
    expect(it.audit).toEqual(['raised', 'joined']);
  });
  test('calls the lead after two staffed hours, and begins again the next morning, until somebody claims', () => {
    const it = aRequest();
    it.asks('asked');
    it.pass(24);
    // 15:00, 17:00; the next morning at 8:00, sixteen hours later on the night that loses one, and 10:00.
    expect(it.calls).toEqual([
      [0, 'primary'],
      [2, 'lead'],
      [16, 'primary'],
      [18, 'lead'],
    ]);
    it.act('claim');
    it.pass(72);
    expect(it.calls).toHaveLength(4);
  });
  test('that comes at night calls nobody before the clinic opens', () => {
    const it = aRequest(night);
    it.asks('asked');
    expect(it.calls).toEqual([]);
    it.pass(24);
    expect(it.calls).toEqual([
      [8, 'primary'],
      [10, 'lead'],
    ]);
  });
  test('calls nobody at night, whenever it is asked, released or left, and however late the service is', () => {
    const step = fc.oneof(
      fc.record({ what: fc.constant('pass' as const), hours: fc.integer({ min: 0, max: 30 }) }),
      fc.record({ what: fc.constant('sleep' as const), hours: fc.integer({ min: 0, max: 30 }) }),
      fc.record({
        what: fc.constantFrom('asked', 'taken-back', 'wrote', 'claim', 'say', 'release', 'hand-back', 'close'),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.integer({ min: 0, max: 24 * 20 }), (steps, from) => {
        const start = afternoon + from * hour;
        const it = aRequest(start);
        it.asks('asked');
        for (const each of steps) {
          if (each.what === 'pass' && 'hours' in each) it.pass(each.hours);
          else if (each.what === 'sleep' && 'hours' in each) it.sleep(each.hours);
          else if (each.what === 'asked' || each.what === 'taken-back' || each.what === 'wrote') it.asks(each.what);
          else if (each.what === 'say') it.say('hello');
          else if (each.what === 'close') it.close();
          else it.act(each.what as 'claim');
          const { status, timers = [], holder } = it.now();
          // Open, somebody is called or will be; else no clock of that runs.
          expect(timers.some(({ id }) => id === 'call' || id === 'lead')).toBe(status === 'open');
          expect(holder !== null).toBe(status !== 'open' && status !== 'closed');
        }
        for (const [hours] of it.calls) expect(closedUntil(start + hours * hour, clinic.zone)).toBeNull();
      }),
    );
  });
  test('is held back once by whoever looks, an hour at least, and stays open', () => {
    const it = aRequest();
    it.asks('asked');
    it.pass(1.5);
    it.act('acknowledge');
    it.act('acknowledge', 'Lee');
    it.pass(2);
    expect(it.calls).toEqual([
      [0, 'primary'],
      [2.5, 'lead'],
    ]);
    expect(it.now()).toMatchObject({ status: 'open', acknowledgement: { by: 'Dana' } });
  });
  test('has a notice without a name, quote or number, and not in the lane of what the couple is told', () => {
    const asked = {
      type: 'request',
      to: 'system',
      lane: 'counselor',
      id: 'q',
      side: 'a',
      reason: 'counselor',
    } as const;
    const event = { type: 'asked', id: 'e', at: afternoon, asked: { ...asked, what: 'asked', at: afternoon } } as const;
    const result = stepRequest(newRequest({ id: 'r', couple: 'c', side: 'a', caseCode: 'C-1' }), event, clinic);
    const [effect] = result.ok ? (result.effects as readonly NotifyEffect[]) : [];
    expect(effect?.notice).toEqual({
      ...{ kind: 'request', alert: 'r', caseCode: 'C-1', level: 'same-day', raisedAt: afternoon, step: 'primary' },
    });
    expect([effect?.to, effect?.lane]).toEqual(['system', 'reply']);
  });
});

describe('who holds a request', () => {
  test('is one counselor at a time; the other is told who', () => {
    const it = aRequest();
    expect(it.act('claim')).toBe('ALERT_NOT_OPEN');
    it.asks('asked');
    expect([it.act('claim'), it.act('claim', 'Lee'), it.say('hi', 'Lee'), it.act('claim')]).toEqual([
      ...['ok', 'ALERT_HELD', 'ALERT_HELD', 'ok'],
    ]);
    expect(it.told.map(({ what, holder, status }) => [what, holder, status])).toEqual([['claimed', 'Dana', 'claimed']]);
  });
  test('answers from the first words on, and gives it back, with fresh clocks, or closes it', () => {
    const it = aRequest();
    it.asks('asked');
    it.say('Hello');
    it.act('hand-back');
    it.act('release');
    it.pass(2);
    it.act('claim', 'Lee');
    expect(it.close('Lee')).toBe('ok');
    expect(it.told.map(({ what, status }) => [what, status])).toEqual([
      ...[
        ['words', 'taken-over'],
        ['handed-back', 'handed-back'],
        ['released', 'open'],
      ],
      ...[
        ['claimed', 'claimed'],
        ['closed', 'closed'],
      ],
    ]);
    expect(it.told[2]).toMatchObject({ holder: 'Dana', answers: { open: true } });
    expect(it.calls).toEqual([
      [0, 'primary'],
      [0, 'primary'],
      [2, 'lead'],
    ]);
    expect(it.audit).toEqual([
      ...['raised', 'taken-over', 'words-sent', 'handed-back', 'released', 'claimed', 'closed'],
    ]);
    expect(it.now().ending).toMatchObject({ by: 'Lee', outcome: 'talked' });
  });
  test('closes only what they have read, and does only what a request knows', () => {
    const it = aRequest();
    it.asks('asked');
    const { version } = it.now();
    it.asks('asked', 'mydata');
    expect(it.close('Dana', version)).toBe('ALERT_CHANGED');
    expect(it.happens({ type: 'task-done', by: 'Dana', task: 't', outcome: 'reached' })).toBe('ACT_NOT_HERE');
    expect(it.close()).toBe('ok');
  });
  test('is waited for ten minutes from the first words without an answer; then it waits for all', () => {
    const it = aRequest();
    it.asks('asked');
    it.say('Hello');
    it.asks('wrote');
    it.pass(0.1);
    it.asks('wrote');
    it.say('I see');
    it.pass(1);
    expect(it.now().status).toBe('taken-over');
    it.asks('wrote');
    it.pass(1);
    expect(it.now()).toMatchObject({ status: 'open', holder: null });
    expect(it.told.at(-1)).toMatchObject({ what: 'released', status: 'open', answers: { open: true } });
    expect(it.audit).toEqual(['raised', 'taken-over', 'words-sent', 'words-sent', 'released']);
  });
});

test('a request whose counselor reaches nobody waits for all again, and somebody is called', () => {
  const it = aRequest();
  it.asks('asked');
  it.say('Hello');
  it.asks('undelivered');
  it.asks('undelivered');
  expect(it.now()).toMatchObject({ status: 'open', holder: null });
  expect(it.calls).toEqual([
    [0, 'primary'],
    [0, 'primary'],
  ]);
  expect(it.audit).toEqual(['raised', 'taken-over', 'words-sent', 'released']);
});

describe('a request that its partner', () => {
  test('takes back is closed, claimed or not, and says so of itself', () => {
    const it = aRequest();
    it.asks('asked');
    it.act('claim');
    it.asks('taken-back');
    it.pass(48);
    expect(it.now()).toMatchObject({
      status: 'closed',
      holder: null,
      ending: { by: 'partner', outcome: 'taken-back' },
    });
    expect(it.calls).toEqual([[0, 'primary']]);
    expect(it.told.at(-1)).toMatchObject({ what: 'taken-back', status: 'closed' });
  });
  test('takes back while a counselor writes stays: the two of them talk there', () => {
    const it = aRequest();
    it.asks('asked');
    it.say('Hello');
    it.asks('taken-back');
    expect(it.now().status).toBe('taken-over');
  });
  test('makes again is a new occurrence, and a handed-back one is open to all again', () => {
    const it = aRequest();
    it.asks('asked', 'mydata');
    it.close();
    it.asks('asked');
    expect(it.now()).toMatchObject({ status: 'open', occurrence: 2, reasons: ['counselor'], acknowledgedAt: null });
    expect(it.now().ending).toBeUndefined();
    it.say('Hello');
    it.act('hand-back');
    it.asks('asked');
    expect(it.now()).toMatchObject({ status: 'open', holder: null, occurrence: 2 });
    expect(it.calls).toHaveLength(3);
  });
  test('asked for before it was taken back, and that comes late, is over; one taken back before it was asked anew stands', () => {
    const it = aRequest();
    it.asks('asked');
    it.pass(1);
    it.asks('taken-back');
    it.asks('asked', 'counselor', afternoon + 1);
    expect(it.now().status).toBe('closed');
    it.pass(1);
    it.asks('asked');
    it.asks('taken-back', 'counselor', afternoon + hour);
    expect(it.now().status).toBe('open');
  });
});
