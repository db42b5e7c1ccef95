import { describe, expect, test } from '@jest/globals';
import { anAlertClock } from '../support/alert-clock.ts';

const day = Date.parse('2026-03-02T12:00-06:00');
const emergency = (violence = false) => {
  const clock = anAlertClock(day);
  clock.page(0, 'emergency', violence ? { category: 'violence' } : {});
  return clock;
};
const leads = (clock: ReturnType<typeof anAlertClock>): readonly number[] =>
  clock.called().flatMap(([minute, who]) => (who === 'lead' ? [minute] : []));

describe('the lead’s 15 minutes', () => {
  test.each(['no-answer', 'voicemail', 'wrong-person'] as const)(
    'go on after a call that reached nobody: %s',
    (result) => {
      const clock = emergency();
      clock.act(1, 'claim');
      clock.happens(5, { type: 'log-call', by: 'Dana', result });
      clock.until(60);
      expect(leads(clock)).toEqual([15]);
    },
  );
  test('end with a call that reached the partner, whoever noted it', () => {
    const clock = emergency();
    clock.act(1, 'claim');
    clock.happens(5, { type: 'log-call', by: 'Lee', result: 'reached' });
    clock.until(60);
    expect(leads(clock)).toEqual([]);
    expect(clock.alert()).toMatchObject({ status: 'claimed', holder: 'Dana' });
  });
  test('end in a violence case with a decision, and in no other', () => {
    for (const [violence, expected] of [
      [true, []],
      [false, [15]],
    ] as const) {
      const clock = emergency(violence);
      clock.act(1, 'claim');
      clock.happens(5, { type: 'log-decision', by: 'Dana', note: 'wait for her call' });
      clock.until(60);
      expect(leads(clock)).toEqual(expected);
    }
  });
  test('of a violence case are ended by no call that the partner did not ask for', () => {
    const clock = emergency(true);
    expect(clock.refused(1, { type: 'log-call', by: 'Dana', result: 'reached' })).toBe('CALL_UNASKED');
    clock.act(2, 'claim');
    clock.happens(3, { type: 'log-call', by: 'Dana', result: 'reached', asked: true });
    clock.until(60);
    expect(leads(clock)).toEqual([]);
  });
});

describe('a counselor in the chat who does not answer', () => {
  const silent = (violence = false) => {
    const clock = emergency(violence);
    clock.happens(1, { type: 'say', by: 'Dana', words: 'I am here' });
    clock.page(12, 'emergency', { reason: 'unanswered' });
    return clock;
  };
  test('has the backup called, and the coach goes on; the case stays theirs', () => {
    const clock = silent();
    expect(clock.alert()).toMatchObject({ status: 'claimed', holder: 'Dana', occurrence: 1 });
    expect(clock.called().at(-1)).toEqual([12, 'backup']);
    expect(clock.told().at(-1)).toMatchObject([12, { what: 'unanswered', status: 'claimed' }]);
  });
  test('leaves the lead called 15 min later, unless somebody writes', () => {
    const clock = silent();
    clock.until(60);
    expect(leads(clock)).toEqual([27]);
    const answered = silent();
    answered.happens(20, { type: 'take-over', by: 'Lee', from: 'Dana' });
    answered.happens(20, { type: 'say', by: 'Lee', words: 'Hello' });
    answered.until(60);
    expect(leads(answered)).toEqual([]);
  });
  test('is nobody’s fault where the case was handed back or closed meanwhile', () => {
    const clock = emergency();
    clock.act(1, 'take-over');
    clock.act(2, 'hand-back');
    clock.page(12, 'emergency', { reason: 'unanswered' });
    expect(clock.alert().status).toBe('handed-back');
    expect(clock.called()).toEqual([[0, 'primary']]);
  });
});

describe('a case that somebody holds', () => {
  test('is taken over only by who says from whom: of two, one wins', () => {
    const clock = emergency();
    clock.act(1, 'claim');
    expect(clock.refused(2, { type: 'take-over', by: 'Lee' })).toBe('ALERT_HELD');
    clock.happens(3, { type: 'take-over', by: 'Lee', from: 'Dana' });
    expect(clock.refused(3, { type: 'take-over', by: 'Kim', from: 'Dana' })).toBe('ALERT_HELD');
    expect(clock.alert()).toMatchObject({ status: 'taken-over', holder: 'Lee' });
  });
  test('goes to a named person, and the steps go on until they claim it', () => {
    const clock = emergency();
    clock.act(1, 'claim');
    clock.happens(10, { type: 'reassign', by: 'Dana', person: 'Lee', note: 'knows the family' });
    expect(clock.alert()).toMatchObject({ holder: 'Lee', unconfirmed: true });
    clock.until(13);
    expect(clock.called().slice(1)).toEqual([
      [10, 'primary'],
      [12, 'backup'],
    ]);
    clock.act(13, 'claim', 'Lee');
    expect(clock.alert()).not.toHaveProperty('unconfirmed');
    expect(clock.alert().timers?.map(({ id }) => id)).toEqual(['unanswered']);
    expect(clock.told().map(([, { what }]) => what)).toEqual(['raised', 'claimed', 'reassigned', 'claimed']);
  });
  test('that was only given to somebody is taken by whoever is called meanwhile; they alone give it back', () => {
    const clock = emergency();
    clock.act(1, 'claim');
    clock.happens(2, { type: 'reassign', by: 'Dana', person: 'Lee' });
    expect(clock.refused(4, { type: 'release', by: 'Kim' })).toBe('ALERT_HELD');
    expect(clock.refused(4, { type: 'hand-back', by: 'Kim' })).toBe('ALERT_HELD');
    clock.act(5, 'acknowledge', 'Kim');
    expect(clock.alert()).toMatchObject({ holder: 'Lee', acknowledgement: { by: 'Kim' } });
    clock.act(6, 'claim', 'Kim');
    expect(clock.alert()).toMatchObject({ status: 'claimed', holder: 'Kim' });
    expect(clock.alert()).not.toHaveProperty('unconfirmed');
    expect(clock.refused(7, { type: 'claim', by: 'Lee' })).toBe('ALERT_HELD');
  });
  test('that nobody had claimed is open until somebody does: its partner is told that nobody has come', () => {
    const clock = emergency();
    clock.happens(1, { type: 'reassign', by: 'Dana', person: 'Lee' });
    expect(clock.told().at(-1)?.[1]).toMatchObject({ what: 'reassigned', status: 'open' });
    clock.until(7);
    const waited = clock.told().flatMap(([minute, { what }]) => (what === 'waiting' ? [minute] : []));
    expect(waited).toEqual([2, 6]);
    clock.act(7, 'claim', 'Lee');
    expect(clock.alert().timers?.map(({ id }) => id)).toEqual(['unanswered']);
  });
  test('whose chat was a counselor’s is the coach’s until the next one comes', () => {
    const clock = emergency();
    clock.act(1, 'take-over');
    clock.happens(2, { type: 'reassign', by: 'Dana', person: 'Lee' });
    expect(clock.told().at(-1)?.[1]).toMatchObject({ what: 'handed-back', status: 'claimed', holder: 'Lee' });
  });
});

describe('escalate', () => {
  test('takes the next step at once, and the ladder goes on from there', () => {
    const clock = emergency();
    clock.happens(1, { type: 'escalate', by: 'Dana' });
    clock.until(5);
    expect(clock.called()).toEqual([
      [0, 'primary'],
      [1, 'backup'],
      [3, 'lead'],
      [5, 'everyone'],
    ]);
  });
  test('calls one step after the other where somebody holds the case, by anybody, and everyone in the end', () => {
    const clock = emergency();
    clock.act(1, 'claim');
    for (const minute of [2, 3, 4, 5]) clock.happens(minute, { type: 'escalate', by: 'Lee' });
    expect(clock.called().map(([, who]) => who)).toEqual(['primary', 'backup', 'lead', 'everyone', 'everyone']);
    expect(clock.alert()).toMatchObject({ status: 'claimed', holder: 'Dana' });
  });
});
