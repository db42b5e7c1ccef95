import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../../src/app/create-app.ts';
import { CoachError } from '../../../src/domain/errors.ts';
import { aWorld } from '../../support/app.ts';

/** The app started again over a store whose roster cannot be opened any more. `mustGoLive`: as in production. */
async function restarted(mustGoLive: boolean) {
  const world = await aWorld(undefined, { stored: true });
  const { onCall: _, staff: __, ...parts } = world.parts;
  const read: typeof parts.store.read = async (kind, id) => {
    if (kind === 'roster') throw new CoachError('RECORD_UNREADABLE', 'Broken.');
    return parts.store.read(kind, id);
  };
  const app = createApp({ ...parts, mustGoLive, store: { ...parts.store, read } });
  const write = async (text: string, fields: object = {}) => {
    const receipt = await app.receive(world.inbound(text, fields));
    await app.drained();
    return receipt;
  };
  return { ...world, app, write };
}

describe('a roster that cannot be opened', () => {
  test.each([false, true])(
    'keeps no crisis from its answer and its alert, nor anybody from the coach (%s)',
    async (mustGoLive) => {
      const { app, write, said } = await restarted(mustGoLive);
      expect(await write('menu')).toBe('committed');
      expect(await write('I want to kill myself tonight')).toBe('committed');
      expect(said().filter((key) => key?.startsWith('crisis-self')).length).toBeGreaterThan(0);
      expect(await app.alerts()).toMatchObject([{ status: 'open', level: 'emergency' }]);
      expect((await app.checkHealth()).map(({ code }) => code)).toContain('NOBODY_REACHED');
    },
  );
  test('lets a stranger be heard, one with a code too, and nobody in', async () => {
    const { app, write, said } = await restarted(true);
    expect(await write('he is not breathing and turned blue', { address: '+15550777' })).toBe('committed');
    expect(said('+15550777').length).toBeGreaterThan(0);
    expect(await app.alerts()).toMatchObject([{ status: 'open', level: 'emergency' }]);
    expect(await write('ABCD-EFGH', { address: '+15550888' })).toBe('committed');
    expect(await app.whose('sms', '+15550888')).toBeNull();
  });
});
