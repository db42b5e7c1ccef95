import { describe, expect, test } from '@jest/globals';
import { jo, kim, useTwilioService } from '../../support/twilio-service.ts';

const { aService, twilio, texts } = useTwilioService();

const last = (to?: string) => texts(to).at(-1) ?? '';

describe('two partners on SMS', () => {
  test('check in by numbers, each in their language, and neither reads the other’s', async () => {
    const { text } = await aService();
    for (const words of ['check-in', '1', '2', '8', '1 3', 'a private note']) await text(words, { From: jo });
    for (const words of ['chequeo', '3', '0', '5', '5', 'saltar']) await text(words, { From: kim });
    expect(last(jo)).toContain('check-in');
    expect(last(kim)).toContain('chequeo');
    expect(texts(jo).find((each) => each.includes('1 Good 2 So-so 3 Hard'))).toBeDefined();
    expect(texts(kim).find((each) => each.includes('1 Bien 2 Regular 3 Dificil'))).toBeDefined();
    expect(texts(kim).join(' ')).not.toContain('private note');
  });

  test('are each answered from the number they wrote to last', async () => {
    const numbers = ['+15550191', '+15550192'];
    const { text } = await aService({ sender: { numbers } });
    await text('menu', { From: jo, To: '+15550191' });
    await text('menu', { From: kim, To: '+15550192' });
    expect(twilio().taken.map(({ to, from }) => [to, from])).toEqual([
      [jo, '+15550191'],
      [kim, '+15550192'],
    ]);
    await text('menu', { From: jo, To: '+15550192' });
    expect(twilio().taken.at(-1)).toMatchObject({ to: jo, from: '+15550192' });
  });

  test('a crisis of one calls a human, and the other’s phone stays dark', async () => {
    const { text, app } = await aService();
    await text('quiero morirme', { From: kim });
    expect(texts(kim).join(' ')).toMatch(/988/);
    expect(texts(jo)).toEqual([]);
    expect(await app.alerts()).toHaveLength(1);
  });
});

describe('a text that is more than a text', () => {
  test.each([
    ['a photo', { NumMedia: '1', MediaContentType0: 'image/jpeg', MediaUrl0: 'https://api.twilio.com/media/ME1' }],
    ['a voice note', { NumMedia: '1', MediaContentType0: 'audio/amr', MediaUrl0: 'https://api.twilio.com/media/ME2' }],
  ])('%s is answered: nobody here can open it, and is all well?', async (_what, fields) => {
    const { text } = await aService();
    await text('', fields);
    expect(texts().join(' ')).toMatch(/can't (open|read|see)|can’t/i);
    expect(texts().join(' ')).toContain('1 ');
  });

  test('a photo with words is heard by its words', async () => {
    const { text, app } = await aService();
    await text('he hit me', { NumMedia: '1', MediaContentType0: 'image/jpeg' });
    expect(texts().join(' ')).toContain('911');
    expect(await app.alerts()).toHaveLength(1);
  });

  test('a long one, which Twilio has joined, is heard to its end', async () => {
    const { text, app } = await aService();
    const body = `${'We had a quiet day and cooked together. '.repeat(39)}I want to die`;
    expect(body.length).toBeGreaterThan(1_550);
    await text(body.slice(-1_600), { NumSegments: '11' });
    expect(texts().join(' ')).toContain('988');
    expect(await app.alerts()).toHaveLength(1);
  });
});

describe('a phone that others pick up', () => {
  test('asks for the PIN, shows a neutral menu for a wrong one, and lets a crisis through', async () => {
    const { text, app, clock } = await aService();
    const spec = { zone: 'America/Chicago', language: 'en', privatePhone: true, checkIn: null } as const;
    const { codes } = await app.invite({
      ...{ caseCode: 'C-019', relationship: 'romantic' },
      a: { ...spec, name: 'Lee', invites: ['sms'] },
      b: { ...spec, name: 'Max', invites: ['sms'] },
    });
    const lee = '+15550130';
    const code = codes.find(({ side }) => side === 'a')?.code ?? '';
    // The code; over 18; agree; others may look; the time is right; texts may come; quiet hours.
    for (const words of [code, '1', 'agree', '1']) await text(words, { From: lee });
    for (let step = 0; step < 8 && !last(lee).includes('PIN'); step += 1) {
      await text(/see this phone|sees this phone|uses? this phone/i.test(last(lee)) ? '2' : '1', { From: lee });
    }
    expect(last(lee)).toContain('PIN');
    await text('4711', { From: lee });
    await clock.moveTo(clock.now() + 15 * 60_000);
    await text('menu', { From: lee });
    expect(last(lee)).toMatch(/^Please send your PIN/);
    await text('0000', { From: lee });
    expect(last(lee)).toBe('Side by Side. You can send HELP or STOP.');
    await text('I want to die', { From: lee });
    expect(texts(lee).join(' ')).toContain('988');
  });
});

describe('a store that is gone', () => {
  test('costs no text: it waits in the spool, and Twilio is told that it was taken', async () => {
    const { text, store, app, log } = await aService();
    store.gone = true;
    expect((await text('I want to die')).status).toBe(200);
    store.gone = false;
    await app.spooling.replay();
    await app.drained();
    expect(texts().join(' ')).toContain('988');
    expect(log.lines.join()).not.toContain('unkept');
  });

  test('and a spool that is full too is a 503, with the crisis lines on their way all the same', async () => {
    const { text, store, spool, told } = await aService();
    store.gone = true;
    spool.broken = true;
    expect((await text('I want to die')).status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(texts().join(' ')).toContain('988');
    expect(told.length).toBeGreaterThan(0);
  });
});
