import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/read.ts';
import { openEdges } from '../../src/service/edges.ts';
import { aWorld, keptLog } from '../support/app.ts';
import { around } from '../support/around.ts';

const keys = {
  COACH_TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  COACH_TWILIO_AUTH_TOKEN: 'hush',
  COACH_TWILIO_NUMBERS: '+15550100',
  COACH_PUBLIC_URL: 'https://coach.example.org',
};

async function edgesOf(environment: Record<string, string>) {
  const { app, parts } = await aWorld();
  const edges = await openEdges(readConfig(environment), parts.keys, keptLog(), around);
  return {
    paths: edges.flatMap((edge) => edge.routes(app).routes.map(({ path }) => path)),
    reporting: edges.flatMap(({ channels }) => channels.filter(({ reports }) => reports).map(({ name }) => name)),
    sms: edges.flatMap(({ channels }) => channels).filter(({ name }) => name === 'sms').length,
  };
}

describe('the edges of a service with Twilio', () => {
  test('have its two addresses, and SMS once: Bot Framework leaves it alone', async () => {
    const { paths, reporting, sms } = await edgesOf(keys);
    expect(paths).toEqual(expect.arrayContaining(['/api/sms/twilio', '/api/sms/twilio/status', '/api/messages']));
    expect(reporting).toEqual(['sms']);
    expect(sms).toBe(1);
  });

  test('are without them where it is not configured', async () => {
    const { paths, sms } = await edgesOf({});
    expect(paths.filter((path) => path.startsWith('/api/sms'))).toEqual([]);
    expect(sms).toBe(1);
  });
});
