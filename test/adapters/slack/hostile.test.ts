import { expect, jest, test } from '@jest/globals';
import { signatureOf } from '../../../src/adapters/slack/signature.ts';
import { createSlack } from '../../../src/adapters/slack/slack.ts';
import { asWritten } from '../../../src/app/inbound/as-written.ts';
import type { Inbound } from '../../../src/ports/channel.ts';
import { startServer } from '../../../src/server/http/server.ts';
import { webhookRoutes } from '../../../src/server/routes/webhook.ts';
import { keptLog } from '../../support/app.ts';
import { noTap } from '../../support/receiver.ts';
import { aSlack, slackToken } from '../../support/slack-stub.ts';

const bodies = Number(process.env['HOSTILE_BODIES'] ?? 1_000);
const seed = Number(process.env['SEED'] ?? 14);
jest.setTimeout(60_000 + bodies * 60);

const secret = 'signing-secret';
const canary = 'quokka-7431';

/** Numbers below a limit, always the same ones for a seed. */
function seeded(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const names =
  'type subtype event team_id enterprise_id event_id user bot_id text blocks attachments files message previous_message channel channel_type team actions value container authorizations challenge tab __proto__ constructor'.split(
    ' ',
  );

/** A value that Slack would not send, with the canary somewhere in it. */
function value(draw: (below: number) => number, depth = 0): unknown {
  const simple = [
    null,
    true,
    -1,
    1e308,
    '',
    canary,
    '\u0000',
    `\ud800${canary}`,
    `<@${canary}>`,
    '<'.repeat(3_000),
    'T01',
    'im',
    'message',
    'block_actions',
  ];
  if (depth > 4 || draw(3) > 0) return simple[draw(simple.length)];
  if (draw(2)) return Array.from({ length: draw(20) }, () => value(draw, depth + 1));
  return Object.fromEntries(
    Array.from({ length: draw(10) }, () => [names[draw(names.length)], value(draw, depth + 1)]),
  );
}

/** What Slack sends, with one part of it changed for anything. */
function nearly(draw: (below: number) => number): object {
  const event = { type: 'message', channel_type: 'im', user: 'U1', channel: 'D1', text: canary, ts: '1' };
  const tap = {
    type: 'block_actions',
    team: { id: 'T01' },
    user: { id: 'U1' },
    channel: { id: 'D1' },
    actions: [{ value: JSON.stringify({ say: canary }) }],
  };
  const whole: Record<string, unknown> = draw(2)
    ? { ...tap }
    : { type: 'event_callback', team_id: 'T01', event_id: `Ev${draw(1e9)}`, event };
  const part = draw(2) && typeof whole['event'] === 'object' ? event : whole;
  (part as Record<string, unknown>)[names[draw(names.length)] ?? 'text'] = value(draw);
  return whole;
}

function body(draw: (below: number) => number): string {
  const text = JSON.stringify(draw(3) ? nearly(draw) : value(draw)) ?? 'undefined';
  return [text, text, text, text, text.slice(0, draw(text.length + 1)), `${text}${text}`, canary][draw(7)] ?? text;
}

test(`${bodies} hostile bodies on both routes (seed ${seed}): no crash, no 5xx, no word in a log or an answer`, async () => {
  const slack = await aSlack();
  const log = keptLog();
  const edge = createSlack(
    { botToken: slackToken, signingSecret: secret, teamId: 'T01', apiUrl: slack.url },
    { log, home: () => [], tokenIs: () => {} },
  );
  const taken: Inbound[] = [];
  const app = {
    receive: async (inbound: Inbound) => {
      taken.push(asWritten(inbound));
      return 'committed' as const;
    },
    report: () => Promise.reject(new Error('nothing is reported')),
    ...noTap,
  };
  const { port, close } = await startServer({ host: '127.0.0.1', port: 0, log }, [
    webhookRoutes(app, { '/api/slack/events': edge.events, '/api/slack/interactive': edge.interactive }),
  ]);
  const draw = seeded(seed);
  const statuses = new Map<number, number>();
  try {
    for (let count = 0; count < bodies; count += 1) {
      const isTap = draw(2) === 0;
      const text = body(draw);
      const sent = isTap && draw(10) > 0 ? new URLSearchParams({ payload: text }).toString() : text;
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const answer = await fetch(`http://127.0.0.1:${port}/api/slack/${isTap ? 'interactive' : 'events'}`, {
        method: 'POST',
        headers: {
          'content-type': isTap ? 'application/x-www-form-urlencoded' : 'application/json',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': draw(20) ? signatureOf(secret, timestamp, sent) : `v0=${canary}`,
        },
        body: Buffer.from(sent),
      });
      const said = await answer.text();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status >= 500 || (said.includes(canary) && !sent.includes('challenge')))
        throw new Error(`${count}: ${answer.status}`);
    }
  } finally {
    await close();
    await slack.close();
  }
  // 413: what the server takes of no route.
  expect(new Set([...statuses.keys(), 413])).toEqual(new Set([200, 400, 401, 403, 413]));
  expect(taken.length).toBeGreaterThan(bodies / 20);
  expect(taken.every(({ address, id, text }) => [address, id, text].every((each) => typeof each === 'string'))).toBe(
    true,
  );
  expect(log.lines.join()).not.toContain(canary);
});
