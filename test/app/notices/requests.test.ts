import { describe, expect, test } from '@jest/globals';
import { noticeMessage } from '../../../src/app/notices/message.ts';
import { aboutRequest } from '../../../src/app/notices/subject.ts';
import type { Person } from '../../../src/domain/staff/person.ts';
import { aNoticeWorld, twoPeople } from '../../support/notice-world.ts';
import { aPerson, aWay } from '../../support/people.ts';

/** Alex asks for a person. */
async function aRequest(people = twoPeople()) {
  const world = await aNoticeWorld(people);
  const request = async () => {
    const [found] = await world.app.requests();
    if (!found) throw new Error('nobody was asked for');
    return found;
  };
  /** What stands in its audit: the event, and why. */
  const audit = async (): Promise<readonly string[]> =>
    (await world.app.audit('request', (await request()).id)).map(({ event, facts }) =>
      [event, facts?.['why'], facts?.['code']].filter((each) => each !== undefined).join(' '),
    );
  /** The button of a notice of it as it is now, for somebody. */
  const button = async (person: Person, act: 'acknowledge' | 'claim'): Promise<string> => {
    const way = person.ways.find(({ kind }) => kind === 'teams' || kind === 'slack') ?? person.ways[0];
    const message = noticeMessage(
      world.writer,
      aboutRequest(await request()),
      { person, way: way ?? { id: '', kind: 'teams' } },
      { id: 'n', at: world.clock.now() },
    );
    return message.acts.find((each) => each.act === act)?.token ?? '';
  };
  return { ...world, request, audit, button };
}

describe('a request for a person', () => {
  test('is claimed by its code from the phone that was told of it, and once', async () => {
    const world = await aRequest();
    await world.write('counselor');
    expect(world.notices()[0]?.message.text).toMatch(/^Somebody asks for a person\..* Send CLAIM \d{4} to take it\.$/);
    const { code } = await world.request();
    await world.text(`ACK ${code}`);
    expect((await world.request()).acknowledgement?.by).toBe('Lee');
    await world.text(`CLAIM ${code}`);
    await world.text(`claim ${code}`);
    await world.text(`CLAIM ${code}`, '+15550178');
    expect(await world.request()).toMatchObject({ status: 'claimed', holder: 'Lee' });
    expect(world.answers().slice(1)).toEqual(['You have C-017.', 'You have C-017.']);
    expect(world.answers('+15550178')).toEqual(['Lee tiene C-017. Nada ha cambiado.']);
    expect((await world.audit()).slice(-3)).toEqual(['claimed', 'act-refused again', 'act-refused held']);
    expect(world.said()).toContain('coach.request-claimed');
  });

  test('is claimed by the button of its card, which shows who has it', async () => {
    const [lee, ana] = [
      aPerson('Lee', [aWay('teams', '29:lee', { reference: 'lee' })]),
      aPerson('Ana', [aWay('slack', 'UANA')]),
    ];
    const world = await aRequest([lee, ana]);
    await world.write('counselor');
    const token = await world.button(lee, 'claim');
    expect((await world.app.tap({ kind: 'slack', address: 'UANA', token })).said).toMatch(/sent to somebody else/);
    expect((await world.request()).holder).toBeNull();
    const { said, message } = await world.app.tap({ kind: 'teams', address: '29:lee', token });
    expect([said, message?.text, message?.acts]).toEqual(['You have C-017.', 'Lee has taken it.', []]);
    await world.app.drained();
    const shown = world.notices('29:lee').at(-1);
    expect([shown?.changes === null, shown?.message.text]).toEqual([false, 'Lee has taken it.']);
    expect(await world.button(lee, 'claim')).toBe('');
  });

  test('a code of one that is closed, or of the one before, changes nothing', async () => {
    const world = await aRequest();
    await world.write('counselor');
    const { id, code, version } = await world.request();
    const before = await world.button(twoPeople()[0] as Person, 'claim');
    await world.app.act(id, { type: 'close', by: 'Ana', outcome: 'safe', seen: version });
    await world.text(`CLAIM ${code}`);
    expect(world.answers()).toEqual(['C-017 is closed. Nothing was changed.']);
    await world.write('counselor');
    const { said } = await world.app.tap({ kind: 'teams', address: '29:lee', token: before });
    expect(said).toMatch(/^This notice is over\./);
    expect(await world.request()).toMatchObject({ status: 'open', holder: null });
    expect((await world.audit()).filter((each) => each.startsWith('act-refused'))).toEqual([
      'act-refused closed',
      'act-refused expired',
    ]);
  });

  test('tells on its timeline which way did not take its notice, and goes out by the next', async () => {
    const world = await aRequest();
    world.phones.fail('+15550177', { code: '30003' });
    await world.write('counselor');
    expect(world.notices('29:lee')).toHaveLength(1);
    expect(await world.audit()).toEqual(['raised', 'notice-failed 30003', 'notified']);
    expect((await world.request()).deadLetters).toMatchObject([{ person: 'lee', kind: 'sms', code: '30003' }]);
  });
});
