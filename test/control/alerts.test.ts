import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { RuleReport } from '../../src/app/reports/rules.ts';
import {
  doAct,
  listAlerts,
  listUndelivered,
  readWords,
  reportRulesCommand,
  showAlert,
} from '../../src/cli/alert/command.ts';
import type { ControlParts } from '../../src/control/operation.ts';
import { operations } from '../../src/control/operations.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { StaffRole } from '../../src/domain/staff/person.ts';
import { aWorld } from '../support/app.ts';
import { aClinic } from '../support/clinic.ts';

/** The operations over a world, as the socket runs them: what goes in and out is JSON. `people`: who stands in its roster. */
async function aDesk(people: Readonly<Record<string, StaffRole>> = {}) {
  const world = await aWorld(() => ({}), { stored: true });
  for (const [name, role] of Object.entries(people)) {
    const person = {
      id: `${name.toLowerCase()}-1`,
      name,
      role,
      language: 'en',
      zone: 'UTC',
      quietHours: null,
    } as const;
    await world.app.roster.act({ type: 'person-set', person }, 'ops');
  }
  return { ...world, ...overSocket(world) };
}

function overSocket({ app, store }: Pick<Awaited<ReturnType<typeof aWorld>>, 'app' | 'store'>) {
  const parts = { app: async () => app, store } as unknown as ControlParts;
  const telling = { progress: () => {}, item: () => {} };
  const ask = async (operation: string, args: object): Promise<unknown> => {
    const given: unknown = JSON.parse(JSON.stringify(args));
    return JSON.parse(JSON.stringify(await operations.get(operation)?.run(parts, given, telling)));
  };
  const printed = async (run: (output: PassThrough) => Promise<void>): Promise<string> => {
    const output = new PassThrough();
    await run(output);
    return String(output.read() ?? '');
  };
  return { ask, printed };
}

describe('the acts over the socket', () => {
  test('name a case by its code or the beginning of its id, and say how it stands', async () => {
    const { ask, write, printed } = await aDesk();
    await write('I want to die');
    expect(await printed((output) => doAct(ask, 'C-017', { type: 'claim' }, { by: 'Dana' }, output))).toMatch(
      /C-017 a {2}urgent {2}self {2}claimed by Dana/,
    );
    const { alerts } = (await ask('alert-list', {})) as { alerts: readonly Alert[] };
    const short = (alerts[0]?.id ?? '').replace(/^-+/, '').slice(0, 8);
    await doAct(ask, short, { type: 'hand-back' }, { by: 'Dana' }, new PassThrough());
    const second = doAct(ask, 'C-017', { type: 'claim' }, { by: 'Lee' }, new PassThrough());
    await expect(second).rejects.toMatchObject({ code: 'ALERT_HELD', message: expect.stringMatching(/^Dana holds/) });
    await expect(ask('alert-act', { alert: 'C-999', type: 'claim', input: {}, by: 'Dana' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
  test('are refused with a code where they cannot be read, and change nothing', async () => {
    const { app, ask, write } = await aDesk();
    await write('I want to die');
    const before = await app.alerts();
    const close = { outcome: 'safe', followUp: null, seen: 1 };
    for (const [type, input, code] of [
      ['log-call', { result: 'maybe' }, 'BODY_INVALID'],
      ['say', { words: ' ' }, 'BODY_INVALID'],
      ['close', { outcome: 'safe', followUp: null }, 'BODY_INVALID'],
      ['close', { ...close, followUp: undefined }, 'CLOSE_INCOMPLETE'],
      ['close', { ...close, seen: 0 }, 'ALERT_CHANGED'],
      ['false-alarm', { reason: 'past', seen: 0 }, 'ALERT_CHANGED'],
      ['co-sign', { seen: 1 }, 'SUPERVISOR_ONLY'],
      ['shout', {}, 'BODY_INVALID'],
    ] as const)
      await expect(ask('alert-act', { alert: 'C-017', type, input, by: 'Dana' })).rejects.toMatchObject({ code });
    expect(await app.alerts()).toEqual(before);
  });
  test('write to the partner with words of standard input, and show all of it on the timeline, but no word of it', async () => {
    const { ask, write, printed, rehearsal } = await aDesk();
    await write('I want to die');
    const input = new PassThrough();
    input.end('I am here with you.\n');
    const words = await readWords({ input, output: new PassThrough(), told: new PassThrough() }, 'Words');
    await doAct(ask, 'C-017', { type: 'say', words }, { by: 'Dana' }, new PassThrough());
    await doAct(
      ask,
      'C-017',
      { type: 'log-call', result: 'reached', note: 'at home' },
      { by: 'Dana' },
      new PassThrough(),
    );
    const shown = await printed((output) => showAlert(ask, 'C-017', {}, output));
    expect(shown).toMatch(/raised .*taken-over .*words-sent .*call-logged \(counselor\) {2}.*reached.*at home/s);
    expect(shown).not.toContain('with you');
    expect(rehearsal.sent.length).toBeGreaterThan(0);
  });
  test('list a closed emergency until a supervisor has signed it', async () => {
    const { ask, write, printed } = await aDesk({ Dana: 'counselor', Lee: 'counselor', Robin: 'supervisor' });
    await write('I took all my pills');
    const { alert } = (await ask('alert-show', { alert: 'C-017' })) as { alert: Alert };
    const act = (type: string, input: object, by: string, more: object = {}) =>
      ask('alert-act', { alert: alert.id, type, input, by, ...more });
    await act('close', { outcome: 'safe', followUp: null, seen: alert.version }, 'dana-1');
    const list = () => printed((output) => listAlerts(ask, { unsigned: true }, output));
    expect(await list()).toMatch(/occurrence 1 waits for a co-signature/);
    const seen = { seen: alert.version + 1 };
    await expect(act('co-sign', seen, 'Lee')).rejects.toMatchObject({ code: 'SUPERVISOR_ONLY' });
    await expect(act('co-sign', seen, 'Lee', { role: 'supervisor' })).rejects.toMatchObject({ code: 'BODY_INVALID' });
    await act('co-sign', seen, 'robin');
    expect(await list()).toBe('No closed emergency waits for a co-signature.\n');
  });
  test('note no call that was not asked for beside an open violence case of the same partner', async () => {
    const { app, ask, write } = await aDesk();
    await write('he hit me and I am scared of him');
    await write('I want to die');
    const idOf = async (family: string) => (await app.alerts()).find((each) => each.family === family)?.id ?? '';
    const call = async (family: string, asked: boolean) =>
      ask('alert-act', {
        alert: await idOf(family),
        type: 'log-call',
        input: { result: 'reached', asked },
        by: 'Dana',
      });
    for (const family of ['violence', 'self'])
      await expect(call(family, false)).rejects.toMatchObject({ code: 'CALL_UNASKED' });
    await call('self', true);
    const { alert } = (await ask('alert-show', { alert: await idOf('violence') })) as { alert: Alert };
    const input = { outcome: 'safe', followUp: null, seen: alert.version };
    await ask('alert-act', { alert: alert.id, type: 'close', input, by: 'Dana' });
    await call('self', false);
  });
  test('are done by people of the roster under the name that stands there, once anybody does', async () => {
    const { app, ask, write } = await aDesk({ Dana: 'counselor', Lee: 'counselor' });
    await write('I want to die');
    const act = (type: string, by: string, input: object = {}) => ask('alert-act', { alert: 'C-017', type, input, by });
    await expect(act('claim', 'Zoe')).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' });
    await expect(act('reassign', 'Dana', { person: 'Zoe' })).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' });
    const holder = async () => (await app.alerts())[0]?.holder;
    expect(await holder()).toBeNull();
    await act('claim', 'DANA');
    expect(await holder()).toBe('Dana');
    await act('reassign', 'lee', { person: 'lee-1', from: 'dana-1' });
    expect(await holder()).toBe('Lee');
  });
});

describe('what no way has taken', () => {
  test('is listed by case, person, way and code, until that way takes something or the case is closed', async () => {
    const clinic = await aClinic();
    const { app, notices, write } = clinic;
    const { ask, printed } = overSocket(clinic);
    const list = () => printed((output) => listUndelivered(ask, {}, output));
    expect(await list()).toBe('Every notice was taken.\n');
    notices.fail('+15550201', { ok: false, code: '30003' });
    await write('I want to die');
    const stamp = String.raw`\d{4}-\d\d-\d\dT[\d:]+Z`;
    expect(await list()).toMatch(new RegExp(`^C-017  maria by sms  30003  since ${stamp}, last ${stamp}\n$`));
    const { alert, timeline } = (await ask('alert-show', { alert: 'C-017' })) as {
      alert: Alert;
      timeline: readonly { event: string; facts: object }[];
    };
    expect(timeline.find(({ event }) => event === 'notice-failed')?.facts).toMatchObject({
      ...{ person: 'maria', kind: 'sms', step: 'everyone', code: '30003' },
    });
    await app.act(alert.id, { type: 'close', by: 'maria', outcome: 'safe', followUp: null, seen: alert.version });
    expect(await list()).toBe('Every notice was taken.\n');
  });
});

describe('the report by rule', () => {
  test('counts how often each rule paged, and why it was a false alarm', async () => {
    const { app, ask, write, printed } = await aDesk();
    const falseAlarm = async (reason: 'past' | 'test') => {
      await write('I want to die');
      const id = (await app.alerts())[0]?.id ?? '';
      await app.act(id, { type: 'false-alarm', by: 'Dana', reason });
      await app.drained();
    };
    await falseAlarm('past');
    await falseAlarm('test');
    await write('I want to die');
    const { rules } = (await ask('report-rules', {})) as { rules: readonly RuleReport[] };
    expect(rules[0]).toMatchObject({ paged: 3, falseAlarms: 2, reasons: { past: 1, test: 1 } });
    const table = await printed((output) => reportRulesCommand(ask, {}, output));
    expect(table).toMatch(/^rule +paged +false alarms +why\n\S+ +3 +2 +past 1, test 1\n/);
    expect(table).not.toMatch(/want to die|Alex|C-017/);
  });
});
