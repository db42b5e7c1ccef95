import { expect, test } from '@jest/globals';
import { useSlackService, wordsOf } from '../../support/slack-service.ts';

const { aService, slack } = useSlackService();

test('in a covered entity a crisis is screened, answered and paged, and nothing else is said', async () => {
  const { write, alerts, store } = await aService({ crisisOnly: true });
  const before = await store.count('couple');
  await write('hello');
  expect(slack().of('chat.postMessage')).toEqual([]);
  await write('I want to kill myself tonight');
  expect(slack().of('chat.postMessage').map(wordsOf).join()).toContain('988');
  expect(await alerts()).toMatchObject([{ level: 'emergency' }]);
  expect(await store.count('couple')).toBe(before + 1);
});

test('in a covered entity nobody is enrolled or invited there, and nothing is kept of the attempt', async () => {
  const { app, store } = await aService({ crisisOnly: true });
  const before = await store.count('couple');
  const person = { name: 'Kim', language: 'en', zone: 'America/Chicago', checkIn: '20:00' } as const;
  const couple = { caseCode: 'C-900', relationship: 'romantic', b: null } as const;
  const refused = { code: 'ENROLMENT_INVALID', details: { side: 'a', channel: 'slack' } };
  await expect(app.invite({ ...couple, a: { ...person, invites: ['sms', 'slack'] } })).rejects.toMatchObject(refused);
  await expect(app.enrol({ ...couple, a: { ...person, channel: 'slack', address: 'U900' } })).rejects.toMatchObject(
    refused,
  );
  expect(await store.count('couple')).toBe(before);
  await app.invite({ ...couple, a: { ...person, invites: ['teams'] } });
  await expect(app.inviteAgain('C-900', 'a', 'slack')).rejects.toMatchObject(refused);
});
