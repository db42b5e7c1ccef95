import { describe, expect, test } from '@jest/globals';
import { advance } from '../../../src/app/rehearsal/rehearse.ts';
import { aClinic } from '../../support/clinic.ts';
import { noon } from '../../support/engine.ts';

const minute = 60_000;

describe('the roster', () => {
  test('of a store that holds none is empty, and costs no read for each message', async () => {
    const { app } = await aClinic({ people: [] });
    expect(await app.roster.roster()).toMatchObject({ people: [], liveAt: null });
  });

  test('keeps people, ways and the week, each with its audit line', async () => {
    const { app } = await aClinic();
    const { people, rota } = await app.roster.roster();
    expect(people.map(({ id, ways }) => [id, ways.length])).toEqual([
      ['maria', 2],
      ['jo', 2],
    ]);
    expect(rota.weekly).toHaveLength(3);
    const events = (await app.audit('roster', 'roster', 0, 100)).map(({ event }) => event);
    expect(new Set(events)).toEqual(new Set(['person-set', 'way-added', 'code-sent', 'way-works', 'rota-changed']));
    expect(await app.verifyAudit()).toMatchObject({ broken: [] });
  });

  test('a drill goes to the primary, and is over once they acknowledge it', async () => {
    const { app, clock, notices } = await aClinic();
    await app.roster.act({ type: 'drill-started' }, 'ops');
    await app.drained();
    expect(notices.told()).toEqual(['drill to +15550201']);
    await advance(app, clock, noon + 4 * minute);
    const drill = await app.staff.openDrill();
    expect(await app.staff.answerDrill(String(drill?.id), 'maria')).toBe(true);
    await advance(app, clock, noon + 60 * minute);
    expect((await app.roster.roster()).drill).toMatchObject({ answeredAt: noon + 4 * minute, by: 'maria' });
    expect(notices.told().filter((line) => line.includes('jo'))).toEqual([]);
  });
});
