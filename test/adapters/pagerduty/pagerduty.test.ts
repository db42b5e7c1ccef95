import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPagerDutyNotices } from '../../../src/adapters/pagerduty/channel.ts';
import type { NoticeState } from '../../../src/ports/notices.ts';
import { noon } from '../../support/engine.ts';
import { aNotice, patient } from '../../support/notices.ts';
import { aPagerDuty, routingKey } from '../../support/pagerduty-stub.ts';

let pagerDuty: Awaited<ReturnType<typeof aPagerDuty>>;
beforeEach(async () => {
  pagerDuty = await aPagerDuty();
});
afterEach(() => pagerDuty.close());

const channelOf = () => createPagerDutyNotices({ url: `${pagerDuty.url}/v2/enqueue` });
const key = { address: routingKey };
const about = (state: NoticeState) => ({
  about: { thread: 'alert-1.2', caseCode: 'C-017', level: 'emergency', raisedAt: noon, state } as const,
});

test('opens one incident for an occurrence, however many are told, with the envelope alone', async () => {
  const channel = channelOf();
  const first = await channel.send(key, aNotice(about('open')), patient());
  await channel.send(key, aNotice({ id: 'notice-2', ...about('open') }), patient());
  expect(first).toEqual({ ok: true, handle: 'alert-1.2' });
  expect([...pagerDuty.incidents]).toEqual([['alert-1.2', 'trigger']]);
  expect(pagerDuty.events[0]).toEqual({
    ...{ routing_key: routingKey, event_action: 'trigger', dedup_key: 'alert-1.2', client: 'Side by Side' },
    payload: {
      ...{ summary: 'URGENT: case C-017. It has waited 3 minutes.', source: 'Side by Side', severity: 'critical' },
      ...{
        class: 'alert',
        timestamp: new Date(noon).toISOString(),
        custom_details: { case: 'C-017', level: 'emergency' },
      },
    },
    client_url: 'https://coach.example.org/console/cases/alert-1',
    links: [{ href: 'https://coach.example.org/console/cases/alert-1', text: 'Open the case' }],
  });
});

test('acknowledges it once somebody looks or has it, resolves it once it is closed, and opens it again on a release', async () => {
  const channel = channelOf();
  await channel.send(key, aNotice(about('open')), patient());
  const shown = [];
  for (const state of ['acknowledged', 'claimed', 'open', 'closed'] as const) {
    expect(await channel.update?.(key, 'alert-1.2', aNotice(about(state)), patient())).toMatchObject({ ok: true });
    shown.push(pagerDuty.incidents.get('alert-1.2'));
  }
  expect(shown).toEqual(['acknowledge', 'acknowledge', 'trigger', 'resolve']);
});

test('ends the way where the key is none, and only there', async () => {
  const channel = channelOf();
  expect(await channel.send({ address: 'no key' }, aNotice(), patient())).toEqual({
    ...{ ok: false, code: 'ROUTING_KEY_INVALID', permanent: true },
  });
  expect(await channel.send(key, aNotice({ subject: '', text: '' }), patient())).toEqual({
    ok: false,
    code: 'HTTP_400',
  });
});

test('waits as long as a 429 says, moves on after a 5xx, and never longer than its signal', async () => {
  const channel = channelOf();
  pagerDuty.answers.push({ status: 429, headers: { 'retry-after': '12' } }, { status: 429 }, { status: 503 }, 'hang');
  const outcomes = [];
  for (let count = 0; count < 4; count += 1)
    outcomes.push(await channel.send(key, aNotice(), count < 3 ? patient() : AbortSignal.timeout(200)));
  expect(outcomes).toEqual([
    { ok: false, code: 'HTTP_429', retryAfterMs: 12_000 },
    { ok: false, code: 'HTTP_429', retryAfterMs: 30_000 },
    { ok: false, code: 'HTTP_503' },
    { ok: false, code: 'TIMEOUT' },
  ]);
  expect(pagerDuty.events).toEqual([]);
});
