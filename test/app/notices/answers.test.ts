import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../../src/app/create-app.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import { codeFrom } from '../../../src/domain/notice-code.ts';
import { aNoticeWorld, twoPeople } from '../../support/notice-world.ts';
import { aPerson, aWay, fakeStaff } from '../../support/people.ts';

describe('a text from somebody on call', () => {
  test('claims a case by its code, and is answered with one line', async () => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    expect(code).toMatch(/^\d{4}$/);
    expect(await world.text(`claim ${code}`)).toBe('committed');
    expect(await world.alert(id)).toMatchObject({ status: 'claimed', holder: 'Lee' });
    expect(world.answers()).toEqual(['You have C-017.']);
  });

  test('acknowledges a case, which stays open', async () => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    await world.text(`ACK ${code}`);
    const after = await world.alert(id);
    expect([after.status, after.holder, after.acknowledgement?.by]).toEqual(['open', null, 'Lee']);
    expect(world.answers()).toEqual(['You look at C-017. Its clocks go on until somebody takes it.']);
  });

  test('tells the loser of a race who has it, in their own language', async () => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    await world.text(`CLAIM ${code}`);
    await world.text(`CLAIM ${code}`, '+15550178');
    expect((await world.alert(id)).holder).toBe('Lee');
    expect(world.answers('+15550178')).toEqual(['Lee tiene C-017. Nada ha cambiado.']);
    expect(await world.audit(id)).toContain('act-refused: held');
  });

  test.each([
    ['+15550177', 'Lee'],
    ['+15550178', 'Ana'],
  ])('takes a case that was given to somebody and not claimed so far: %s', async (number, name) => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    await world.text(`CLAIM ${code}`, '+15550178');
    await world.app.act(id, { type: 'reassign', by: 'Ana', person: 'Lee' });
    // Whoever is called meanwhile is asked, and not told that somebody has it.
    expect(world.notices().at(-1)?.message).toMatchObject({ about: { state: 'open' } });
    await world.text(`CLAIM ${code}`, number);
    const after = await world.alert(id);
    expect([after.status, after.holder, after.unconfirmed]).toEqual(['claimed', name, undefined]);
    expect(await world.audit(id)).not.toContain('act-refused: again');
  });

  test('acts no more from a way that has ended, as a lost phone’s', async () => {
    const [lee, ana] = twoPeople();
    const [sms, ...others] = lee?.ways ?? [];
    if (!lee || !ana || !sms) throw new Error('nobody is on call');
    const ended = { ...sms, ended: { code: 'STOP', at: 0 } };
    const world = await aNoticeWorld([{ ...lee, ways: [ended, ...others] }, ana]);
    const { id, code } = await world.alertBy();
    for (const act of ['CLAIM', 'ACK']) await world.text(`${act} ${code}`);
    expect(await world.alert(id)).toMatchObject({ status: 'open', holder: null });
    expect(await world.alert(id)).not.toHaveProperty('acknowledgement');
    const line = 'This contact way is not on the list. Nothing was changed.';
    expect(world.answers()).toEqual([line, line]);
    expect(world.fake.refused).toEqual([
      { person: 'lee', why: 'not-on-call' },
      { person: 'lee', why: 'not-on-call' },
    ]);
  });

  test('has one winner of two who claim at once, a hundred times', async () => {
    const world = await aNoticeWorld();
    const { id } = await world.alertBy();
    for (let round = 0; round < 100; round += 1) {
      const { code } = await world.alert(id);
      await Promise.all([world.text(`CLAIM ${code}`), world.text(`CLAIM ${code}`, '+15550178')]);
      const { holder } = await world.alert(id);
      const [lee, ana] = [world.answers().at(-1), world.answers('+15550178').at(-1)];
      expect([lee, ana]).toEqual(
        holder === 'Lee'
          ? ['You have C-017.', 'Lee tiene C-017. Nada ha cambiado.']
          : ['Ana has C-017. Nothing was changed.', 'Tienes C-017.'],
      );
      await world.app.act(id, { type: 'release', by: holder ?? '' });
    }
  });

  test.each(['CLAIM 48211', 'ACK 482', 'claim', 'ACK 48 21 1', 'ack'])(
    'changes nothing with a digit too many or too few: %s',
    async (words) => {
      const world = await aNoticeWorld();
      const { id, version } = await world.alertBy();
      await world.text(words);
      expect(await world.alert(id)).toMatchObject({ status: 'open', version });
      expect(world.answers()).toEqual(['A case has a code of four digits. Nothing was changed.']);
      expect(world.fake.refused).toEqual([{ person: 'lee', why: 'code-shape' }]);
    },
  );

  test('of a code that fits no case, or one that was closed, changes nothing and is told', async () => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    const other = String((Number(code) + 1) % 10_000).padStart(4, '0');
    await world.text(`CLAIM ${other}`);
    await world.app.act(id, { type: 'claim', by: 'Dana' });
    await world.app.act(id, { type: 'close', by: 'Dana', outcome: 'safe', followUp: null });
    await world.text(`CLAIM ${code}`);
    expect(world.answers()).toEqual([
      `${other} fits no open case. Nothing was changed.`,
      'C-017 is closed. Nothing was changed.',
    ]);
    expect((await world.alert(id)).status).toBe('closed');
    expect(world.fake.refused).toEqual([{ person: 'lee', why: 'code-unknown' }]);
    expect(await world.audit(id)).toContain('act-refused: closed');
  });

  test('says by which case it is meant where a code fits two', async () => {
    // Every event has the same id, and so every occurrence the same code.
    const world = await aNoticeWorld(twoPeople(), (parts) => ({ newId: sameCodes(parts.newId) }));
    const spec = { language: 'en', zone: 'UTC', privatePhone: true, checkIn: '20:00', channel: 'sms' } as const;
    await world.app.enrol({
      ...{ caseCode: 'C-018', relationship: 'romantic' },
      a: { ...spec, name: 'Jo', address: '+15550120' },
      b: { ...spec, name: 'Kim', address: '+15550121' },
    });
    const first = await world.alertBy();
    const second = await world.alertBy('I want to kill myself tonight', '+15550120');
    expect(first.code).toBe(second.code);
    await world.text(`CLAIM ${first.code}`);
    expect((await world.alert(first.id)).holder).toBeNull();
    expect(world.answers().at(-1)).toMatch(
      new RegExp(
        `^${first.code} fits more than one: C-01[78], C-01[78]\\. Send CLAIM ${first.code} and the case, such as CLAIM ${first.code} C-01[78]\\.$`,
      ),
    );
    await world.text(`CLAIM ${first.code} c-018`);
    expect([(await world.alert(first.id)).holder, (await world.alert(second.id)).holder]).toEqual([null, 'Lee']);
    expect(world.answers().at(-1)).toBe('You have C-018.');
  });

  test('that claims twice says the same again, and a line of the audit tells it', async () => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    await world.text(`CLAIM ${code}`);
    const { version } = await world.alert(id);
    await world.text(`CLAIM ${code}.`);
    expect(world.answers()).toEqual(['You have C-017.', 'You have C-017.']);
    expect((await world.alert(id)).version).toBe(version);
    expect((await world.audit(id)).filter((line) => line.startsWith('act-refused'))).toEqual(['act-refused: again']);
  });

  test('that a provider sends twice is done and answered once', async () => {
    const world = await aNoticeWorld();
    const { code } = await world.alertBy();
    const inbound = world.inbound(`CLAIM ${code}`, { address: '+15550177' });
    expect([await world.app.receive(inbound), await world.app.receive(inbound)]).toEqual(['committed', 'duplicate']);
    expect(world.answers()).toHaveLength(1);
  });

  test.each(['I want to kill myself', 'what is this', 'MENU', 'HELP', 'C-017-AB12'])(
    'never makes a stranger or a case of its own, whatever it says: %s',
    async (words) => {
      const world = await aNoticeWorld();
      await world.text(words);
      expect(await world.app.alerts()).toEqual([]);
      expect(world.said('+15550177')).toEqual([]);
      expect(world.answers()).toEqual([
        'No one answers here, and no case of yours is open. In danger? Call 911. To talk to a person, call or text 988.',
      ]);
    },
  );

  test('is answered once, whichever process a provider sends it to again', async () => {
    const world = await aNoticeWorld();
    const { code } = await world.alertBy();
    const inbound = world.inbound(`CLAIM ${code}`, { address: '+15550177' });
    const another = createApp({ ...world.parts, worker: 'worker-2' });
    for (const app of [world.app, another]) {
      await app.receive(inbound);
      await app.drained();
    }
    expect(world.answers()).toEqual(['You have C-017.']);
  });

  test('has its answer kept until it went out: nobody is left to wonder', async () => {
    const world = await aNoticeWorld();
    const { code } = await world.alertBy();
    world.phones.fail('+15550177', { code: '30003' });
    await world.text(`CLAIM ${code}`);
    expect(world.answers()).toEqual([]);
    // The process that took it is gone: whoever comes next says it.
    world.phones.work('+15550177');
    const next = createApp({ ...world.parts, worker: 'worker-2' });
    await setTimeout(Math.max(0, ((await next.relay.nextAt()) ?? 0) - Date.now()));
    await next.drained();
    expect(world.answers()).toEqual(['You have C-017.']);
  });

  test('acknowledges a drill by its code, once', async () => {
    const world = await aNoticeWorld();
    world.fake.state.drill = { id: 'drill-1', at: 0, answeredAt: null, by: null };
    await world.text(`ACK ${codeFrom('drill-1')}`);
    expect(world.fake.answered).toEqual([{ drill: 'drill-1', person: 'lee' }]);
    expect(world.answers()).toEqual(['Thank you. The drill went through.']);
  });

  test('waits in the spool while the store is gone, and is done and answered once it is back', async () => {
    const world = await aNoticeWorld();
    const { id, code } = await world.alertBy();
    world.store.gone = true;
    expect(await world.text(`CLAIM ${code}`)).toBe('spooled');
    world.store.gone = false;
    await world.app.spooling.replay();
    expect((await world.alert(id)).holder).toBe('Lee');
    expect(world.answers()).toEqual(['You have C-017.']);
  });

  test('that can never be kept is told at once: nothing waits for it, and no clock stands still', async () => {
    const broken = fakeStaff(twoPeople());
    const refused = async () => {
      throw new CoachError('RECORD_UNREADABLE', 'Broken.');
    };
    const world = await aNoticeWorld(twoPeople(), () => ({ staff: { ...broken.staff, refused } }));
    expect(await world.text('CLAIM 48211')).toBe('committed');
    expect(world.answers().join()).toContain('988');
    expect(await world.app.spooling.pending()).toBe(false);
  });
});

describe('STOP from a contact way', () => {
  test.each(['STOP', 'stop', 'Stop.', 'Unsubscribe'])('ends that way and no other: %s', async (words) => {
    const world = await aNoticeWorld();
    await world.text(words);
    expect(world.fake.ended).toEqual([{ way: 'sms-+15550177', code: 'STOP', optedOut: false }]);
    expect(world.answers()).toEqual(['You get no more notices here. Somebody who plans the rota is told.']);
  });

  test('is not answered where the carrier took the word, and says that it did', async () => {
    const world = await aNoticeWorld();
    await world.write('STOP', { address: '+15550177', carrier: 'stop' });
    expect(world.fake.ended).toEqual([{ way: 'sms-+15550177', code: 'STOP', optedOut: true }]);
    expect(world.answers()).toEqual([]);
  });

  test('of Slack and Teams is the same, and so is an app that was taken away', async () => {
    const world = await aNoticeWorld();
    await world.write('STOP', { channel: 'slack', address: 'UANA' });
    await world.write('', { channel: 'teams', address: '29:lee', left: true });
    expect(world.fake.ended).toEqual([
      { way: 'slack-UANA', code: 'STOP', optedOut: false },
      { way: 'teams-29:lee', code: 'APP_REMOVED', optedOut: false },
    ]);
    expect(world.said('UANA')).toEqual([]);
  });

  test('leaves the person one who is on call: what comes later is nobody else’s', async () => {
    const world = await aNoticeWorld();
    await world.text('STOP');
    await world.text('I want to kill myself');
    expect(await world.app.alerts()).toEqual([]);
    expect(world.said('+15550177')).toEqual([]);
  });
});

describe('a contact way that nobody has tried', () => {
  const untried = () => [
    aPerson('Lee', [
      aWay('sms', '+15550177', { verifiedAt: null, code: { digest: 'd', until: Number.MAX_SAFE_INTEGER, wrong: 0 } }),
      aWay('teams', '29:lee', { verifiedAt: null }),
    ]),
  ];

  test.each([
    ['works', 'Thank you. Notices can reach you here now.'],
    ['wrong', 'This code is not right. Look at it again, or ask for a new one.'],
    ['over', 'This code is over. Ask for a new one.'],
  ] as const)('is answered when its code comes back: %s', async (came, said) => {
    const world = await aNoticeWorld(untried());
    world.fake.state.code = came;
    await world.text(' 482 113. ');
    expect(world.fake.codes).toEqual(['482113']);
    expect(world.answers()).toEqual([said]);
  });

  test('may be somebody else’s phone: other words there are a stranger’s, and a crisis is answered and paged', async () => {
    const world = await aNoticeWorld(untried());
    await world.text('I want to kill myself');
    expect(await world.app.alerts()).toHaveLength(1);
    expect(world.said('+15550177')).not.toEqual([]);
  });

  test('claims nothing', async () => {
    const world = await aNoticeWorld(untried());
    const { id, code } = await world.alertBy();
    await world.text(`CLAIM ${code}`);
    expect((await world.alert(id)).holder).toBeNull();
  });
});

describe('a way in Teams that is known by the directory', () => {
  const lee = (verifiedAt: number | null) => [aPerson('Lee', [aWay('teams', 'aad|guid-lee', { verifiedAt })])];
  const from = { channel: 'teams', address: '29:lee', directory: 'aad|guid-lee', reference: 'the-chat' } as const;

  test('can be written to once the app was opened, and whoever opened it is no stranger', async () => {
    const world = await aNoticeWorld(lee(null));
    await world.write('', { ...from, arrived: true });
    expect(world.fake.reached).toEqual([{ way: 'teams-aad|guid-lee', reference: 'the-chat' }]);
    expect(world.said('29:lee')).toEqual([]);
  });

  test('takes its acts', async () => {
    const world = await aNoticeWorld(lee(1));
    const alert = await world.alertBy();
    const { claim: token = '' } = world.tokens(alert, 'Lee', 'teams');
    const { said } = await world.app.tap({ kind: 'teams', address: '29:lee', directory: 'aad|guid-lee', token });
    expect(said).toBe('You have C-017.');
    await world.write('on it', from);
    expect(world.answers('aad|guid-lee')[0]).toContain('I kept your words as a note on C-017.');
  });
});

test('how a way is reached is kept as it comes, and a person who opens the app is no stranger', async () => {
  const world = await aNoticeWorld();
  await world.write('', { channel: 'teams', address: '29:lee', arrived: true, reference: 'newest' });
  expect(world.fake.reached).toEqual([{ way: 'teams-29:lee', reference: 'newest' }]);
  expect([world.said('29:lee'), world.told]).toEqual([[], []]);
});

test('a partner who writes CLAIM 4821 claims nothing', async () => {
  const world = await aNoticeWorld();
  const { id, code } = await world.alertBy();
  await world.write(`CLAIM ${code}`);
  expect((await world.alert(id)).holder).toBeNull();
});

/** Ids that all draw the same code: `+` and a count that the digest of four digits does not tell apart is not to be had, so each is searched. */
function sameCodes(fresh: () => string): () => string {
  return () => {
    for (;;) {
      const id = `${fresh()}-${Math.trunc(Math.random() * 1e9)}`;
      if (codeFrom(id) === '4821') return id;
    }
  };
}
