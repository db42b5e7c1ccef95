import { expect, test } from '@jest/globals';
import { advance } from '../../../src/app/rehearsal/rehearse.ts';
import { aMessage, aTap, labelsOf, useSlackService, wordsOf } from '../../support/slack-service.ts';

const { aService, slack } = useSlackService();

/** A couple that is enrolled with a code for Slack each, and what each of them writes, taps and reads there. */
async function aCoupleOnSlack() {
  const service = await aService();
  const spec = {
    language: 'en',
    zone: 'America/Chicago',
    privatePhone: true,
    checkIn: '20:00',
    invites: ['slack'],
  } as const;
  const couple = {
    caseCode: 'C-018',
    relationship: 'romantic',
    a: { ...spec, name: 'Ana' },
    b: { ...spec, name: 'Ben' },
  } as const;
  const { codes } = await service.app.invite(couple);
  /** Messages beyond a burst go out one a second: waits for what they bring. */
  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 300 && !holds(); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await service.app.drained();
    }
  };
  const person = (side: 'a' | 'b', id: string) => {
    const posts = () =>
      slack()
        .of('chat.postMessage')
        .filter(({ channel }) => channel === `D${id}`);
    return {
      code: codes.find((each) => each.side === side)?.code ?? '',
      said: () => posts().map(wordsOf).join('\n'),
      offered: () => labelsOf(posts().at(-1)),
      write: (text: string) => service.event(aMessage({ user: `U${id}`, channel: `D${id}`, text })),
      tap: async (label: string) => {
        const find = () => posts().findLast((each) => labelsOf(each).includes(label));
        await until(() => find() !== undefined);
        const message = find();
        if (!message) throw new Error(`${id} was not offered ${label}: ${labelsOf(posts().at(-1)).join()}`);
        const place = { user: { id: `U${id}`, team_id: 'T01' }, channel: { id: `D${id}` } };
        return service.tap(aTap(message, label, { ...place, container: { channel_id: `D${id}`, message_ts: '17.1' } }));
      },
    };
  };
  return { service, until, ana: person('a', 'ANA'), ben: person('b', 'BEN') };
}

test('two partners join by their codes, consent, check in by taps, and of a crisis of one the other hears nothing', async () => {
  const { service, until, ana, ben } = await aCoupleOnSlack();
  const { app, clock } = service;
  await ana.write('K7MA-2QWX');
  expect(ana.said()).toContain("can't use this code");
  for (const person of [ana, ben]) {
    await person.write(person.code);
    expect(person.said()).toContain('automated skills coach');
    for (const label of ['I am', 'I agree', 'Only I do', 'Right', 'From 9 pm to 9 am']) await person.tap(label);
    await until(() => person.said().includes('PIN'));
    await person.write('skip');
    await until(() => person.said().includes('MENU'));
  }
  expect(await app.whose('slack', 'UANA')).toMatchObject({ side: 'a' });
  expect(await app.whose('slack', 'UBEN')).toMatchObject({ side: 'b' });

  await advance(app, clock, clock.now() + 8 * 3_600_000 + 60_000);
  for (const person of [ana, ben]) {
    await until(() => person.said().includes('check-in is ready'));
    expect(person.said()).toContain('check-in is ready');
  }
  await ana.write('1');
  await ana.tap('So-so');
  await until(() => ana.offered().includes('10'));
  await ana.tap('3');

  const before = ben.said();
  await ana.write('I want to kill myself tonight');
  await until(() => ana.said().includes('988'));
  expect(ana.said()).toContain('988');
  expect(await service.alerts()).toMatchObject([{ level: 'emergency' }]);
  expect(ben.said()).toBe(before);
  expect(slack().mistakes).toEqual([]);
  expect(service.allSaid()).not.toMatch(/kill|UANA|UBEN|Ana|Ben/);
});
