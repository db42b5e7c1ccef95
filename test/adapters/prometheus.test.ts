import { expect, test } from '@jest/globals';
import { createPrometheus } from '../../src/adapters/prometheus/prometheus.ts';
import { defaultPaces } from '../../src/app/inbound/pacing.ts';
import { aWorld } from '../support/app.ts';

const labelsOf = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\{([^}]*)\}/g)].flatMap((each) =>
      [...(each[1] ?? '').matchAll(/="([^"]*)"/g)].map((pair) => pair[1] ?? ''),
    ),
  ),
];

test('a day of the app is counted: what came, what was heard, what went out, how long it took', async () => {
  const { meter, text } = createPrometheus();
  const world = await aWorld(() => ({ meter, paces: defaultPaces }));
  world.rehearsal.failNext('+15550100', '30007');
  await world.write('menu');
  await world.write('I want to die');
  const read = await text();
  expect(read).toMatch(/coach_inbound_total\{channel="sms",receipt="committed"\} 2/);
  expect(read).toMatch(/coach_screened_total\{level="none"\} 1/);
  expect(read).toMatch(/coach_retries_total\{lane="reply",code="30007"\} 1/);
  expect(read).toMatch(/coach_delivery_seconds_count\{lane="crisis",type="notify"\} 1/);
  expect(read).toMatch(/coach_turn_seconds_count\{event="message"\} 2/);
  expect(read).toMatch(/coach_outbox_oldest_seconds\{lane="crisis"\} 0/);
  expect(read).toMatch(/coach_process_cpu_seconds_total/);
});

test('a label is never what somebody wrote, and there are never many', async () => {
  const { meter, text } = createPrometheus();
  meter.count('retries', 'reply', 'I want to die');
  meter.count('retries', 'reply', '+15550100');
  meter.count('retries', 'reply', '15550100');
  for (let code = 0; code < 5_000; code += 1) meter.count('retries', 'crisis', `C${code}`);
  const labels = labelsOf(await text());
  expect(labels).toContain('other');
  expect(labels.filter((label) => /want|1555/.test(label))).toEqual([]);
  expect(labels.filter((label) => /^C\d/.test(label)).length).toBeLessThan(301);
});

test('counting one turn costs less than 20 µs', () => {
  const { meter } = createPrometheus();
  const turn = () => {
    meter.count('inbound', 'sms', 'committed');
    meter.count('screened', 'none');
    meter.took('screening', 0.001);
    meter.took('turn', 0.001, 'message');
    meter.took('commit', 0.001, 'couple');
    meter.count('commits', 'committed');
    meter.took('receive', 0.001, 'sms');
    meter.count('sends', 'sms', 'reply', 'sent');
    meter.took('delivery', 0.001, 'reply', 'send');
  };
  for (let warm = 0; warm < 20_000; warm += 1) turn();
  const before = process.cpuUsage();
  for (let count = 0; count < 20_000; count += 1) turn();
  const { user, system } = process.cpuUsage(before);
  console.info(`counting one turn: ${((user + system) / 20_000).toFixed(2)} µs`);
  expect((user + system) / 20_000).toBeLessThan(20);
});
