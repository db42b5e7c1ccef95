import { beforeAll, describe, expect, test } from '@jest/globals';
import { activitiesOf } from '../../../src/adapters/bot-framework/render.ts';
import { entryOf, toActivity } from '../../../src/adapters/direct-line/render.ts';
import { mrkdwnOf } from '../../../src/adapters/messaging/mrkdwn.ts';
import { checkTexts } from '../../../src/app/catalog/check-texts.ts';
import { calendarOf } from '../../../src/app/files/calendar.ts';
import { createFiles } from '../../../src/app/files/files.ts';
import { openSealedFile, sealFile } from '../../../src/app/files/token.ts';
import { rendered } from '../../../src/app/outbox/outgoing.ts';
import type { ChannelName } from '../../../src/domain/channel.ts';
import type { Couple } from '../../../src/domain/couple.ts';
import type { SendEffect } from '../../../src/domain/effect.ts';
import type { CoachFile } from '../../../src/domain/file.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { defineDialog, file, remember, z } from '../../../src/engine/kit.ts';
import { defaultLimits } from '../../../src/engine/limits.ts';
import { createDialogs } from '../../../src/engine/machine/dialogs.ts';
import { startServer } from '../../../src/server/http/server.ts';
import { fileRoutes } from '../../../src/server/routes/files.ts';
import { load } from '../../content/folder.ts';
import { keptLog } from '../../support/app.ts';
import { aCouple, noon } from '../../support/engine.ts';
import { memoryKeys } from '../../support/memory-keys.ts';

const day = 86_400_000;
/** What somebody wrote for themselves: it may stand nowhere but in the file. */
const secret = 'payday at the corner bar';

const plan = defineDialog({
  version: 1,
  context: z.strictObject({ triggers: z.string().default('none'), at: z.number().default(noon + day) }),
  recalls: { triggers: 'plan.triggers' },
  initial: 'over',
  states: {
    over: {
      type: 'final',
      entry: [
        file('yours', { holds: 'sheet', with: ['triggers'] }),
        file('when', { holds: 'entry', starts: 'at', minutes: 20 }),
      ],
    },
  },
});
const yaml = (yours: string): string =>
  `yours: { text: "<file>${yours}</file> is here for a day.", sms: "It is in your app." }
when: { text: "<file>In my calendar</file>" }
sheet: { text: "Mine\\n- {triggers}" }
entry: { text: "Time to talk; both" }
`;

const keys = memoryKeys();
const base = 'https://coach.example/app/';
let content: Awaited<ReturnType<typeof load>>;
let engine: ReturnType<typeof createEngine>;
let effects: readonly SendEffect[];
let couple: Couple = aCouple({ a: { book: { 'plan.triggers': { value: secret, at: noon } } } });
let now = noon;

beforeAll(async () => {
  content = await load({ 'en/plan.yaml': yaml('Your plan'), 'es/plan.yaml': yaml('Tu plan') });
  engine = createEngine({
    dialogs: createDialogs(new Map([['plan', plan]])),
    words: content.words,
    limits: { ...defaultLimits, jitter: 0 },
  });
  const once = { id: 'once:plan', dialog: 'plan', localTime: '12:00', next: noon, planned: noon, until: noon + day };
  const due = { type: 'nudge', id: 'due', at: noon, side: 'a', nudge: once.id } as const;
  const turn = engine.runTurn({ ...couple, a: { ...couple.a, nudges: [once] } }, due);
  effects = turn.effects.filter((each): each is SendEffect => each.type === 'send');
});

const files = () =>
  createFiles(
    { keys, engine, content, clock: { now: () => now } as never },
    { current: async () => ({ state: couple }) as never },
  );
/** An offer as it is written on a channel, and the address in it. */
function written(channel: ChannelName, index = 0, publicUrl: string | null = base) {
  const effect = effects[index];
  if (!effect) throw new Error('nothing was said');
  const channels = { entry: () => ({}) };
  const to = {
    channel: channel === 'direct-line' ? channels : {},
    address: { channel, id: 'a' },
    language: 'en',
    country: 'us',
  };
  const outgoing = rendered({ content, keys, publicUrl, clock: { now: () => now } as never }, effect, to as never);
  const [found] = outgoing.message.body.flatMap((block) =>
    block.type === 'line' ? block.inlines.flatMap((each) => (each.type === 'file' ? each : [])) : [],
  );
  return { outgoing, text: outgoing.message.text, href: found?.href ?? null };
}
const tokenIn = (href: string | null): string => new URL(href ?? '', base).searchParams.get('t') ?? '';
const tokenOf = (index: number): string => tokenIn(written('teams', index).href);

describe('a file is offered', () => {
  test('as a link on channels that show one, with nothing of it in text or address', () => {
    const { outgoing, text, href } = written('teams');
    expect(text).toBe('Your plan is here for a day.');
    expect(href).toMatch(/^https:\/\/coach\.example\/app\/files\?t=[\w.~%-]+$/);
    expect(decodeURIComponent(href ?? '')).not.toMatch(/plan|Alex|couple/i);
    expect(JSON.stringify(outgoing)).not.toContain(secret);
    const teams = { channelId: 'msteams', conversation: 'c', bot: 'b' } as never;
    const [card] = activitiesOf(outgoing, teams);
    expect(JSON.stringify(card)).toContain(`[Your plan](${href})`);
    expect(mrkdwnOf(written('slack').outgoing.message.body)).toContain('|Your plan> is here for a day.');
    const web = { channelId: 'webchat', conversation: 'c', bot: 'b' } as never;
    const [activity] = activitiesOf(written('web').outgoing, web);
    expect(activity).toMatchObject({
      text: 'Your plan is here for a day.',
      attachments: [{ contentType: 'text/plain', name: 'side-by-side.txt' }],
    });
  });

  test('by a link of our own page where the conversation is kept here', () => {
    const { outgoing, href } = written('direct-line', 1, null);
    expect(href).toMatch(/^\/files\?t=/);
    const entry = entryOf(outgoing.message, 'reply');
    const shown = toActivity('c', { seq: 1, at: noon, data: entry } as never);
    expect(shown['attachments']).toEqual([
      { contentType: 'text/calendar', contentUrl: href, name: 'side-by-side.ics' },
    ]);
  });

  test('by words alone by SMS, and where nobody could open it', () => {
    const sms = written('sms');
    expect([sms.text, sms.href]).toEqual(['It is in your app.', null]);
    const nowhere = written('teams', 0, null);
    expect([nowhere.text, nowhere.href]).toEqual(['Your plan is here for a day.', null]);
  });
});

describe('a file is opened', () => {
  test('with what its partner has in their own book by then, in their language', async () => {
    const token = tokenOf(0);
    expect(await files().openFile(token)).toEqual({ media: 'text/plain', body: `Mine\n- ${secret}\n` });
    const before = couple;
    couple = { ...couple, a: { ...couple.a, book: {} } };
    expect((await files().openFile(token))?.body).toBe('Mine\n- none\n');
    couple = before;
  });

  test('as an entry for a calendar', async () => {
    const file = await files().openFile(tokenOf(1));
    expect(file?.media).toBe('text/calendar');
    expect(file?.body.split('\r\n')).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'DTSTART:20260308T180000Z',
        'DURATION:PT20M',
        String.raw`SUMMARY:Time to talk\; both`,
      ]),
    );
  });

  test('for a day, by nobody with a wrong or changed token, and not once its partner takes part no more', async () => {
    const token = tokenOf(0);
    now = noon + day;
    expect(await files().openFile(token)).not.toBeNull();
    now = noon + day + 1;
    expect(await files().openFile(token)).toBeNull();
    now = noon;
    for (const wrong of ['', 'x', `${token}x`, token.slice(1), 'é~~~'])
      expect(await files().openFile(wrong)).toBeNull();
    const before = couple;
    couple = { ...couple, a: { ...couple.a, consent: { ...couple.a.consent, status: 'declined' } } };
    expect(await files().openFile(token)).toBeNull();
    couple = { ...before, a: { ...before.a, frozen: true } };
    expect(await files().openFile(token)).toBeNull();
    couple = before;
  });

  test('never by a token that was sealed for something else', () => {
    const made = openSealedFile(keys.system, tokenOf(0));
    expect(openSealedFile(keys.system, sealFile(keys.system, made as CoachFile))).toEqual(made);
    expect(
      openSealedFile(keys.system, keys.system.seal('receipt', JSON.stringify(made)).replaceAll('|', '~')),
    ).toBeNull();
  });
});

test('the route keeps it out of every cache, says nothing of what is wrong, and holds back who guesses', async () => {
  const token = tokenOf(0);
  const server = await startServer({ host: '127.0.0.1', port: 0, log: keptLog() }, [fileRoutes(files())]);
  const get = (t: string) => fetch(`http://127.0.0.1:${server.port}/files?t=${encodeURIComponent(t)}`);
  try {
    const opened = await get(token);
    expect([opened.status, await opened.text()]).toEqual([200, `Mine\n- ${secret}\n`]);
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="side-by-side.txt"',
    });
    const wrong = await get('nothing');
    now = noon + 2 * day;
    const old = await get(token);
    now = noon;
    expect([wrong.status, old.status, old.headers.get('cache-control')]).toEqual([404, 404, 'no-store']);
    const page = await wrong.text();
    expect([page, await old.text()]).toEqual([page, page]);
    const more = await Promise.all(Array.from({ length: 20 }, (_, index) => get(`guess-${index}`)));
    expect(more.map(({ status }) => status)).toContain(429);
  } finally {
    await server.close();
  }
});

test('an entry is cut in lines of 75 octets, and no letter is', () => {
  const summary = 'ñ'.repeat(100);
  const lines = calendarOf({ uid: 'u', at: noon, minutes: 5, summary, stamp: noon }).split('\r\n');
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(lines.join('\n').replaceAll('\n ', '')).toContain(`SUMMARY:${summary}`);
});

describe('the check of texts', () => {
  const told = async (state: object, text: string): Promise<string> => {
    const own = await load({ 'en/plan.yaml': text, 'es/plan.yaml': text }).catch((error: Error) => error);
    if (own instanceof Error) return own.message;
    try {
      const dialog = { ...plan, states: { over: { type: 'final', entry: [state] } } };
      checkTexts(createDialogs(new Map([['plan', dialog as never]])), own);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  test('tells a file that holds nothing, or what nobody gives it', async () => {
    expect(await told(file('yours', { holds: 'shet' }), yaml('Your plan'))).toContain('there is no text "shet"');
    expect(await told(file('yours', { holds: 'sheet' }), yaml('Your plan'))).toContain('"sheet" uses {triggers}');
  });
  test('tells a mark that holds more than words', async () => {
    expect(await told(file('yours', { holds: 'sheet' }), yaml('Your <em>plan</em>'))).toContain(
      '<file> holds the words',
    );
    expect(await told(remember('triggers'), yaml('{triggers}'))).toContain('<file> holds the words');
  });
});
