import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../../src/app/create-app.ts';
import { advance } from '../../../src/app/rehearsal/rehearse.ts';
import { aClinic, jo, maria } from '../../support/clinic.ts';
import { noon } from '../../support/engine.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const production = { change: () => ({ mustGoLive: true }), empty: true } as const;

/** A clinic that went live at noon. */
async function liveClinic() {
  const clinic = await aClinic(production);
  await clinic.app.roster.act({ type: 'drill-started' }, 'ops');
  const drill = await clinic.app.staff.openDrill();
  await clinic.app.staff.answerDrill(String(drill?.id), 'maria');
  await clinic.app.roster.goLive('ops');
  await clinic.app.drained();
  clinic.notices.sent.length = 0;
  return clinic;
}

describe('before going live', () => {
  test('nobody is enrolled in production, with a code, and a crisis is answered and paged all the same', async () => {
    const { app, enrol, write, said, notices } = await aClinic(production);
    await expect(enrol()).rejects.toMatchObject({ code: 'NOT_LIVE' });
    await expect(app.inviteAgain('C-017', 'a', 'sms')).rejects.toMatchObject({ code: 'NOT_LIVE' });
    await write('I want to kill myself tonight, I have the pills');
    expect(said().length).toBeGreaterThan(0);
    expect(new Set(notices.told())).toEqual(new Set(['alert to +15550201', 'alert to +15550202']));
  });

  test('nobody joins by a code that was made before, and stays somebody unknown', async () => {
    const { app, parts, inbound, log } = await aClinic({ empty: true });
    const person = { name: 'Alex', language: 'en', zone: 'America/Chicago', checkIn: null } as const;
    const { codes } = await app.invite({
      caseCode: 'C-017',
      relationship: 'romantic',
      a: { ...person, invites: ['sms'] },
      b: null,
    });
    const strict = createApp({ ...parts, mustGoLive: true });
    await strict.receive(inbound(codes[0]?.code ?? ''));
    await strict.drained();
    expect(log.lines.join()).toContain('joining.refused');
    expect(await app.whose('sms', '+15550100')).toBeNull();
  });

  test('what is missing is told, each thing with its code', async () => {
    const { app } = await aClinic({
      ...production,
      people: [{ ...maria, ways: maria.ways.slice(0, 1) }, jo],
      week: [],
    });
    expect((await app.roster.lacks()).map(({ code }) => code)).toEqual(['ROTA_GAP', 'WAYS_FEW', 'DRILL_MISSING']);
    await expect(app.roster.goLive('ops')).rejects.toMatchObject({ code: 'NOT_READY' });
  });
});

describe('once the clinic is live', () => {
  test('couples are enrolled', async () => {
    const { enrol } = await liveClinic();
    expect(await enrol()).toEqual(expect.any(String));
  });

  test('a gap ahead keeps new couples out and pages who leads; filled, it lets them in', async () => {
    const { app, enrol, notices } = await liveClinic();
    const override = { id: 'o', duty: 'primary', person: null, from: noon + 2 * day, until: noon + 3 * day } as const;
    await app.roster.act({ type: 'override-set', override }, 'ops');
    await app.drained();
    expect(notices.told()).toEqual(['rota-gap to +15550202']);
    await expect(enrol()).rejects.toMatchObject({ code: 'ENROLMENT_BLOCKED', details: { reasons: 'ROTA_GAP' } });
    await app.roster.act({ type: 'override-removed', override: 'o' }, 'ops');
    expect(await enrol()).toEqual(expect.any(String));
    // A file that is run again passes over whoever is enrolled, also then.
    await app.roster.act({ type: 'override-set', override }, 'ops');
    await expect(enrol()).rejects.toMatchObject({ code: 'CASE_TAKEN' });
  });

  test('STOP from a way ends it, tells who leads, and keeps new couples out', async () => {
    const { app, enrol, notices, write } = await liveClinic();
    await write('STOP', { address: '+15550201' });
    await app.drained();
    expect(notices.told()).toContain('way-ended to +15550202');
    await expect(enrol()).rejects.toMatchObject({
      code: 'ENROLMENT_BLOCKED',
      details: { reasons: 'WAYS_FEW WAY_ENDED' },
    });
  });

  test('a drill that nobody answers keeps new couples out and tells who leads, until one is answered', async () => {
    const { app, clock, enrol, notices } = await liveClinic();
    await app.roster.act({ type: 'drill-started' }, 'ops');
    await advance(app, clock, noon + 16 * minute);
    expect(notices.told().at(-1)).toBe('drill-missed to +15550202');
    await expect(enrol()).rejects.toMatchObject({ code: 'ENROLMENT_BLOCKED', details: { reasons: 'DRILL_MISSED' } });
    await app.roster.act({ type: 'drill-started' }, 'ops');
    const drill = await app.staff.openDrill();
    await app.staff.answerDrill(String(drill?.id), 'jo');
    expect(await enrol()).toEqual(expect.any(String));
  });
});

describe('an address', () => {
  test("that is a contact way is never a partner's", async () => {
    const { app } = await aClinic({ people: [{ ...maria, ways: [['sms', '+15550111']] }, jo] });
    const spec = { language: 'en', zone: 'America/Chicago', name: 'Kim', checkIn: null } as const;
    const couple = { caseCode: 'C-018', relationship: 'friends', b: null } as const;
    const enrolling = app.enrol({ ...couple, a: { ...spec, channel: 'sms', address: '+15550111' } });
    await expect(enrolling).rejects.toMatchObject({ code: 'ADDRESS_OF_STAFF' });
    expect(await app.enrol({ ...couple, a: { ...spec, channel: 'sms', address: '+15550112' } })).toEqual(
      expect.any(String),
    );
  });

  test("that is a partner's is never a contact way", async () => {
    const { app } = await aClinic();
    const way = { kind: 'sms', address: '+15550100', after: 0 } as const;
    await expect(app.roster.addWay('maria', way, 'ops')).rejects.toMatchObject({ code: 'WAY_OF_PARTNER' });
    expect((await app.roster.roster()).people[0]?.ways).toHaveLength(2);
  });
});

describe('a code', () => {
  test('goes out through its way, stands nowhere in the store, and comes back by text or by the operator', async () => {
    const { app, notices, write } = await aClinic();
    const way = await app.roster.addWay('jo', { kind: 'sms', address: '+15550209', after: 0 }, 'ops');
    expect(await app.roster.sendCode('jo', way, 'ops')).toMatchObject({ ok: true });
    const code = /\d{6}/.exec(notices.sent.at(-1)?.message.text ?? '')?.[0] ?? '';
    expect(code).toMatch(/^\d{6}$/);
    await write(code, { address: '+15550209' });
    expect((await app.staff.wayOf('jo', way))?.way.verifiedAt).not.toBeNull();
    const other = await app.roster.addWay('jo', { kind: 'email', address: 'j2@clinic.example', after: 0 }, 'ops');
    await app.roster.sendCode('jo', other, 'ops');
    const typed = /\d{6}/.exec(notices.sent.at(-1)?.message.text ?? '')?.[0] ?? '';
    await expect(app.roster.verify('jo', other, typed === '000000' ? '000001' : '000000', 'ops')).rejects.toMatchObject(
      { code: 'CODE_WRONG' },
    );
    await app.roster.verify('jo', other, typed, 'ops');
    expect((await app.staff.wayOf('jo', other))?.way.verifiedAt).not.toBeNull();
  });
});

describe('a way by Teams', () => {
  test('of somebody who has written to the coach can be written to first', async () => {
    const { app, write, notices } = await aClinic();
    await write('hello', { channel: 'teams', address: '29:ana', reference: 'how-to-reach-ana' });
    const way = await app.roster.addWay('jo', { kind: 'teams', address: '29:ana', after: 0 }, 'ops');
    expect((await app.staff.wayOf('jo', way))?.way.reference).toBe('how-to-reach-ana');
    await app.roster.sendCode('jo', way, 'ops');
    expect(notices.told().at(-1)).toBe('code to 29:ana');
  });
});
