import { describe, expect, test } from '@jest/globals';
import { saveKept } from '../../src/app/rehearsal/kept.ts';
import { clockOf, noticesOf } from '../../src/service/environment.ts';
import { memoryStore } from '../support/memory-store.ts';

const hour = 3_600_000;

describe('production', () => {
  test('refuses a store whose clock a rehearsal has moved; development goes on from there', async () => {
    const store = memoryStore();
    await saveKept(store, { offset: hour });
    await expect(clockOf('production', store)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const clock = await clockOf('development', store);
    expect(Math.abs(clock.now() - clock.real() - hour)).toBeLessThan(50);
  });

  test('refuses a store whose rehearsal was started over, though its clock is back', async () => {
    const store = memoryStore();
    await saveKept(store, { offset: 0, began: { stream: 3 } });
    await expect(clockOf('production', store)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  test("takes the machine's time in a store of its own", async () => {
    const clock = await clockOf('production', memoryStore());
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
  });

  test('calls the people of the store by what is configured; with /try, a counselor of the rehearsal', () => {
    const notices = new Map();
    expect(noticesOf({ tryPage: false }, notices)).toEqual({ notices });
    const rehearsed = noticesOf({ tryPage: true }, notices);
    expect([...(rehearsed.notices?.keys() ?? [])]).toContain('teams');
    expect(rehearsed.onCall?.lastKnown()?.people).toHaveLength(1);
  });
});
