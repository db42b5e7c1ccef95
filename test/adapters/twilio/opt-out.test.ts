import { describe, expect, test } from '@jest/globals';
import { openTasks } from '../../../src/domain/alert.ts';
import { jo, kim, useTwilioService } from '../../support/twilio-service.ts';

const { aService, twilio, texts } = useTwilioService();

const stops = ['STOP', 'stopall', 'Unsubscribe', 'CANCEL', 'end', 'QUIT', 'revoke', 'OPTOUT'];
const last = (to?: string) => texts(to).at(-1);

type Service = Awaited<ReturnType<typeof aService>>;

const addressesOf = async ({ app, couple }: Service) => (await app.couple(couple))?.a?.addresses ?? [];

/** Alex joins from Teams as well, and writes by SMS last. */
async function withTeams({ app, text }: Service): Promise<void> {
  const { code } = await app.inviteAgain('C-017', 'a', 'teams');
  await app.receive({ channel: 'teams', address: 'alex-teams', id: 'join', text: code });
  await text('menu');
}

describe('STOP where Twilio answers it', () => {
  test.each(stops)('%s: nothing more is said, and nothing is tried', async (word) => {
    const service = await aService();
    await service.text(word);
    await service.text('menu');
    expect(twilio().calls()).toBe(0);
    expect((await service.app.couple(service.couple))?.a?.optedOut).toBe(true);
  });

  test('with more than the word is a message like any other: the coach answers it', async () => {
    const { text } = await aService();
    await text('Stop!');
    expect(last()).toContain('no more messages');
    await text("STOP he's hurting me");
    expect(last()).toContain('911');
  });

  test.each(['START', 'yes', 'Unstop'])('%s opens the number again, without a second welcome', async (word) => {
    const service = await aService();
    await service.text('STOP');
    await service.text(word);
    expect(twilio().calls()).toBe(0);
    expect((await service.app.couple(service.couple))?.a?.optedOut).toBe(false);
    await service.text('menu');
    expect(last()).toContain('1 ');
  });

  test('START from somebody who never stopped is welcomed, and their YES is an answer', async () => {
    const { text } = await aService();
    await text('START');
    expect(last()).toContain('back on');
    await text('yes');
    expect(last()).not.toContain('back on');
  });

  test('HELP is answered with the crisis lines, in both languages and by Twilio’s own words', async () => {
    const { text } = await aService();
    for (const word of ['HELP', 'info']) {
      await text(word, { From: jo });
      expect(last(jo)).toMatch(/988/);
    }
    for (const word of ['AYUDA', 'INFO', 'información']) {
      await text(word, { From: kim });
      expect(last(kim)).toMatch(/Llama al 911/);
    }
    await text('ASSIST', { From: jo, OptOutType: 'HELP' });
    expect(last(jo)).toMatch(/988/);
  });

  test('by a word of Advanced Opt-Out in Spanish counts, and so does its START', async () => {
    const { text, app, both } = await aService();
    await text('BAJA', { From: kim, OptOutType: 'STOP' });
    expect((await app.couple(both))?.b?.optedOut).toBe(true);
    await text('ALTA', { From: kim, OptOutType: 'START' });
    expect((await app.couple(both))?.b?.optedOut).toBe(false);
    expect(texts(kim)).toEqual([]);
  });

  test('a crisis after it becomes a task at once, without a call to Twilio', async () => {
    const service = await aService();
    await service.text('STOP');
    await service.text('I want to die');
    expect(twilio().calls()).toBe(0);
    const [alert] = await service.app.alerts();
    expect(alert && openTasks(alert)).toMatchObject([{ kind: 'undeliverable', code: 'OPTED_OUT' }]);
  });

  test('a crisis after it goes to another verified address', async () => {
    const service = await aService();
    await withTeams(service);
    await service.text('STOP');
    const calls = twilio().calls();
    await service.text('I want to die');
    expect(twilio().calls()).toBe(calls);
    expect(service.said('alex-teams').some((key) => key?.startsWith('crisis-self'))).toBe(true);
    expect((await service.app.alerts()).flatMap(openTasks)).toEqual([]);
  });

  test.each(['START', 'yes'])('and then %s: the crisis lines arrive now, with the open question', async (word) => {
    const service = await aService();
    await service.text('STOP');
    await service.text('I want to die');
    await service.text(word);
    expect((await addressesOf(service)).map(({ ended }) => ended)).toEqual([undefined]);
    expect(texts()[0]).toContain('988');
    expect(last()).toMatch(/1 Yes 2 No/);
  });
});

describe('STOP where the coach answers it', () => {
  test.each(stops)('%s is confirmed once, and after that nothing but a crisis is answered', async (word) => {
    const { text } = await aService({ optOut: 'own' });
    await text(word);
    expect(texts()).toEqual([expect.stringContaining('no more messages')]);
    await text('menu');
    expect(texts()).toHaveLength(1);
    await text('I want to die');
    expect(texts().slice(1).join('\n')).toMatch(/988/);
  });

  test.each([
    [jo, 'START', 'back on'],
    [jo, 'unstop', 'back on'],
    [jo, 'text me again', 'back on'],
    [kim, 'START', 'Vuelves a recibir mensajes'],
    [kim, 'quiero mensajes otra vez', 'Vuelves a recibir mensajes'],
  ])('%s: %s is welcomed', async (from, word, welcome) => {
    const { text } = await aService({ optOut: 'own' });
    await text('STOP', { From: from });
    await text(word, { From: from });
    expect(last(from)).toContain(welcome);
  });

  test('is confirmed in Spanish', async () => {
    const { text } = await aService({ optOut: 'own' });
    await text('STOP', { From: kim });
    expect(last(kim)).toContain('no te mandaremos mensajes'.slice(3));
  });
});

describe('a refusal for STOP (21610)', () => {
  test('is an opt-out, ends the number until START, and brings no word of Twilio’s into a log', async () => {
    const service = await aService({ optOut: 'own' });
    twilio().optedOut.add('+15550100');
    await service.text('menu');
    expect((await service.app.couple(service.couple))?.a?.optedOut).toBe(true);
    expect((await addressesOf(service))[0]?.ended).toMatchObject({ code: '21610', optedOut: true });
    const calls = twilio().calls();
    await service.text('hello');
    expect(twilio().calls()).toBe(calls);
    twilio().optedOut.clear();
    await service.text('START');
    expect(texts()[0]).toContain('back on');
    expect((await addressesOf(service))[0]?.ended).toBeUndefined();
    expect(service.allLogged()).not.toMatch(/scared|5550100/);
  });

  test('of a crisis text is a task with its code', async () => {
    const service = await aService({ optOut: 'own' });
    twilio().optedOut.add('+15550100');
    await service.text('I want to die');
    const [alert] = await service.app.alerts();
    expect(alert && openTasks(alert)).toMatchObject([{ kind: 'stopped' }, { kind: 'undeliverable', code: '21610' }]);
  });

  test('after words that only the coach takes for START is kept again', async () => {
    const service = await aService();
    await service.text('STOP');
    twilio().optedOut.add('+15550100');
    await service.text('text me again');
    expect(texts()).toEqual([]);
    expect((await service.app.couple(service.couple))?.a?.optedOut).toBe(true);
  });
});

describe('a number that is gone', () => {
  test.each([21211, 21614, 30005, 30006])('by %i takes nothing more, until somebody writes from it', async (code) => {
    const service = await aService();
    twilio().behaviours.push({ status: 400, code });
    await service.text('menu');
    expect((await addressesOf(service))[0]?.ended).toMatchObject({ code: String(code) });
    expect((await service.app.couple(service.couple))?.a?.optedOut).toBe(false);
    expect(texts()).toEqual([]);
    await service.text('menu');
    expect(texts().length).toBeGreaterThan(0);
    expect((await addressesOf(service))[0]?.ended).toBeUndefined();
  });
});

describe('a report that the partner has stopped', () => {
  test('is an opt-out too, and one that comes again after START ends nothing', async () => {
    const service = await aService({ optOut: 'own' });
    await service.text('menu');
    const [menu] = twilio().taken;
    if (!menu) throw new Error('nothing was sent');
    const report = async () => {
      await twilio().report(menu, 'failed', 21610);
      await service.app.drained();
      return [(await service.app.couple(service.couple))?.a?.optedOut, (await addressesOf(service))[0]?.ended?.code];
    };
    expect(await report()).toEqual([true, '21610']);
    await service.text('START');
    expect(await report()).toEqual([false, undefined]);
  });

  test('with a code of a number that is gone ends the number', async () => {
    const service = await aService();
    await service.text('I want to die');
    const [lines] = twilio().taken;
    if (!lines) throw new Error('nothing was sent');
    await twilio().report(lines, 'undelivered', 30005);
    await service.app.drained();
    expect((await addressesOf(service))[0]?.ended).toMatchObject({ code: '30005' });
    expect((await service.app.alerts()).flatMap(openTasks)).toMatchObject([{ kind: 'undeliverable', code: '30005' }]);
  });
});
