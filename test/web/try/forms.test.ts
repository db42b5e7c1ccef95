import { describe, expect, test } from '@jest/globals';
import { moreActsFor, takenFrom } from '../../../src/web/shared/case/acts.ts';
import { actOfForm } from '../../../src/web/shared/case/forms.ts';
import { leftToDo } from '../../../src/web/shared/case/order.ts';
import { sheetFields, sheetOfForm, sheetValue } from '../../../src/web/shared/case/sheet-form.ts';
import { anAlert, noon } from './builders.ts';

const form = (fields: Readonly<Record<string, string>>): FormData => {
  const filled = new FormData();
  for (const [name, value] of Object.entries(fields)) filled.set(name, value);
  return filled;
};

describe('a form of the counselor’s panel', () => {
  test('closes with the version that was seen, a day or none, and a note where there is one', () => {
    const alert = anAlert({ version: 7 });
    const close = (fields: Readonly<Record<string, string>>) => actOfForm('close', alert, 'Dana', form(fields));
    expect(close({ choice: 'safe', 'follow-up': 'none', note: ' ' })).toEqual({
      ...{ type: 'close', outcome: 'safe', followUp: null, seen: 7 },
    });
    expect(close({ choice: 'plan', 'follow-up': 'day', day: '2026-03-04', note: 'at home' })).toEqual({
      ...{ type: 'close', outcome: 'plan', followUp: '2026-03-04', seen: 7, note: 'at home' },
    });
  });
  test('gives a case away from whoever holds it, by name', () => {
    const held = anAlert({ status: 'claimed', holder: 'Robin' });
    expect(actOfForm('reassign', held, 'Dana', form({ person: 'Lee' }))).toEqual({
      ...{ type: 'reassign', person: 'Lee', from: 'Robin' },
    });
    expect(takenFrom(anAlert({ status: 'claimed', holder: 'Dana' }), 'Dana')).toEqual({});
    expect(moreActsFor(held, 'Dana')[0]).toBe('take-over');
    expect(moreActsFor(held, 'Dana')).not.toContain('false-alarm');
    expect(moreActsFor(anAlert({ status: 'closed' }), 'Dana')).toEqual([]);
  });
  test('keeps of a sheet what was said, and shows it again', () => {
    const said = { mayVoicemail: 'no', 'name-1': 'Ana', 'number-1': '555 0133', policeMayWorsen: 'unknown', hours: '' };
    const sheet = sheetOfForm(form(said)) as Parameters<typeof sheetValue>[0];
    expect(sheet).toEqual({
      mayVoicemail: false,
      policeMayWorsen: 'unknown',
      contacts: [{ name: 'Ana', number: '555 0133' }],
    });
    const shown = sheetFields.map(({ name }) => [name, sheetValue(sheet, name)]).filter(([, value]) => value !== '');
    expect(Object.fromEntries(shown)).toEqual({
      ...{ mayVoicemail: 'no', policeMayWorsen: 'unknown', 'name-0': 'Ana', 'number-0': '555 0133' },
    });
  });
});

describe('a closed case', () => {
  test('stays in sight while a task or a signature is left', () => {
    const task = { id: 't', kind: 'follow-up', code: 'FOLLOW_UP', at: noon } as const;
    const unsigned = [{ occurrence: 1, at: noon, by: 'Dana' }];
    const found = leftToDo([
      anAlert({ id: 'done', status: 'closed' }),
      anAlert({ id: 'task', status: 'closed', tasks: [task] }),
      anAlert({ id: 'open', tasks: [task] }),
      anAlert({ id: 'sign', unsigned }),
    ]);
    expect(found.map(({ id }) => id)).toEqual(['task', 'sign']);
  });
});
