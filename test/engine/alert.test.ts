import { describe, expect, test } from '@jest/globals';
import type { Alert } from '../../src/domain/alert.ts';
import type { PageEffect } from '../../src/domain/effect.ts';
import { newAlert, stepAlert } from '../../src/engine/alert/alert.ts';
import type { AlertEvent } from '../../src/engine/alert/alert-event.ts';
import { aClinic } from '../support/alert-clock.ts';

const page = (level: PageEffect['level'], at = 1_000): AlertEvent => ({
  type: 'page',
  id: `event-${at}`,
  at,
  page: {
    id: 'p',
    type: 'page',
    to: 'system',
    lane: 'crisis',
    side: 'a',
    level,
    category: 'suicide',
    also: [],
    about: 'self',
    reason: 'message',
    at,
  },
});
const act = (type: 'claim' | 'take-over' | 'release' | 'hand-back', by = 'Dana'): AlertEvent => ({
  type,
  by,
  id: 'act',
  at: 2_000,
});

const clinic = aClinic;
const none = newAlert({ id: 'x', couple: 'c', side: 'a', family: 'self', caseCode: 'C-1' });
function alertAfter(...events: AlertEvent[]) {
  let alert: Alert = none;
  let effects: readonly { type: string }[] = [];
  for (const event of events) {
    const result = stepAlert(alert, event, clinic);
    if (!result.ok) throw new Error(result.code);
    ({ alert, effects } = result);
  }
  return { alert, effects };
}

describe('an alert', () => {
  test('is created by its first page, joined by later ones, and keeps the highest level', () => {
    const { alert } = alertAfter(page('urgent', 1), page('emergency', 2), page('same-day', 3));
    expect(alert).toMatchObject({ status: 'open', level: 'emergency', occurrence: 1, raisedAt: 1 });
    expect(alert.pages.map((each) => each.level)).toEqual(['urgent', 'emergency', 'same-day']);
  });
  test('notifies when it is raised, and not for what only joins it', () => {
    expect(alertAfter(page('same-day')).effects.map((effect) => effect.type)).toEqual(['tell', 'notify', 'tell']);
    expect(alertAfter(page('urgent'), page('same-day')).effects.map((effect) => effect.type)).toEqual(['tell']);
    expect(alertAfter(page('urgent'), page('emergency')).effects.map((effect) => effect.type)).toEqual([
      'tell',
      'notify',
    ]);
  });
  test('carries no name, quote or category in its notice', () => {
    const notify = alertAfter(page('urgent')).effects[1] as unknown as { notice: object };
    expect(Object.keys(notify.notice).sort()).toEqual(['alert', 'caseCode', 'level', 'raisedAt', 'step']);
  });
  test('has one holder: the second is told who', () => {
    const { alert } = alertAfter(page('urgent'), act('claim'));
    expect(alert).toMatchObject({ status: 'claimed', holder: 'Dana', acknowledgedAt: 2_000 });
    expect(stepAlert(alert, act('claim', 'Robin'), clinic)).toEqual({ ok: false, code: 'ALERT_HELD', holder: 'Dana' });
    expect(stepAlert(alert, act('claim'), clinic)).toMatchObject({ ok: true, effects: [] });
  });
  test('is taken over by the first words of a counselor', () => {
    const { alert, effects } = alertAfter(page('urgent'), { type: 'say', by: 'Dana', words: 'Hello', id: 's', at: 3 });
    expect(alert).toMatchObject({ status: 'taken-over', holder: 'Dana' });
    expect(effects).toMatchObject([{ type: 'tell', told: { what: 'words', words: 'Hello' } }]);
  });
  test('is handed back and taken over again, and can be released for another', () => {
    const handed = alertAfter(page('urgent'), act('take-over'), act('hand-back'));
    expect(handed.alert).toMatchObject({ status: 'handed-back', holder: 'Dana' });
    expect(alertAfter(page('urgent'), act('take-over'), act('hand-back'), act('take-over')).alert.status).toBe(
      'taken-over',
    );
    expect(alertAfter(page('urgent'), act('claim'), act('release'), act('claim', 'Robin')).alert.holder).toBe('Robin');
  });
  test('is closed by nobody who has not seen its newest page; what only waits changes nothing', () => {
    const { alert } = alertAfter(page('urgent', 1), act('claim'));
    const close: AlertEvent = {
      type: 'close',
      by: 'Dana',
      outcome: 'safe',
      followUp: null,
      id: 'c',
      at: 4_000,
      seen: alert.version,
    };
    expect(stepAlert(alert, close, clinic)).toMatchObject({ ok: true, alert: { status: 'closed' } });
    const paged = stepAlert(alert, page('urgent', 3_000), clinic);
    if (!paged.ok) throw new Error(paged.code);
    expect(stepAlert(paged.alert, close, clinic)).toEqual({ ok: false, code: 'ALERT_CHANGED', holder: 'Dana' });
    const looked = { ...close, seen: paged.alert.version };
    expect(stepAlert(paged.alert, looked, clinic)).toMatchObject({ ok: true, alert: { status: 'closed' } });
  });
  test('is closed with its occurrence filed, and reopened with fresh clocks', () => {
    const close: AlertEvent = {
      type: 'close',
      by: 'Dana',
      outcome: 'safe',
      followUp: null,
      note: 'at home',
      id: 'c',
      at: 4_000,
    };
    const closed = stepAlert(alertAfter(page('emergency'), act('claim')).alert, close, clinic);
    if (!closed.ok) throw new Error('refused');
    expect(closed.alert).toMatchObject({
      status: 'closed',
      holder: null,
      ending: { at: 4_000, by: 'Dana', outcome: 'safe', note: 'at home' },
    });
    expect(JSON.stringify(closed.effects)).not.toMatch(/safe|at home/);
    expect(closed.records).toMatchObject([
      { kind: 'occurrence', data: { occurrence: 1, level: 'emergency', outcome: 'safe', note: 'at home' } },
      { kind: 'audit', data: { event: 'closed', counselor: 'Dana' } },
    ]);
    expect(stepAlert(closed.alert, act('claim'), clinic)).toMatchObject({ ok: false, code: 'ALERT_NOT_OPEN' });
    const again = stepAlert(closed.alert, page('same-day', 9_000), clinic);
    expect(again).toMatchObject({
      ok: true,
      alert: { status: 'open', occurrence: 2, level: 'same-day', raisedAt: 9_000, acknowledgedAt: null, pages: [{}] },
    });
    expect(again).not.toHaveProperty('alert.ending');
  });
});
