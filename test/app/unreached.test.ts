import { describe, expect, test } from '@jest/globals';
import { rehearsedRoster } from '../../src/adapters/rehearsal/on-call.ts';
import { channelNames } from '../../src/domain/channel.ts';
import { unreachedParams } from '../../src/domain/effect.ts';
import { languages } from '../../src/domain/language.ts';
import { aWorld } from '../support/app.ts';
import { theContent } from '../support/content.ts';

/** Words by which a text says that somebody was called, is being called, or looked for. */
const claims =
  /counselor (?:has|have|is|was) (?:been |being )?(?:alerted|told|called|paged)|alerting a counselor|(?:calling|keep on) (?:them|a counselor)|go on calling|trying to reach|has not answered|avis[éó] (?:al|a) |avisando|le aviso|sigo (?:llamando|buscando)|ya tiene el aviso|no ha contestado|(?<!persona )no contesta|team was told|i called people|alert is with|llam[ée] a personas|el aviso está con/i;
/** Said in a counselor's own chat alone, where somebody has taken the case. */
const taken = /\.automatic$/;
const sample = { open: 'yes', time: '9:00', counselor: 'Dana', name: 'Alex', date: '2026-03-02', until: '2026-03-02' };

async function texts(params: Readonly<Record<string, string>>) {
  const { content } = await theContent();
  const keys = [...content.keys].filter((key) =>
    /^(crisis-(?!card)|safety-check|gentle-check|direct-check|distress|topics|coach\.waiting)/.test(key),
  );
  return keys
    .filter((key) => !taken.test(key))
    .flatMap((key) =>
      languages.flatMap((language) =>
        channelNames.map((channel) => {
          const given = Object.fromEntries(
            [...content.args(key)].map((name) => [name, sample[name as keyof typeof sample]]),
          );
          const say = { key, params: { ...given, ...params } };
          return { key, text: content.render(say, { language, channel, country: 'us' }).text };
        }),
      ),
    );
}

describe('where nobody can be called', () => {
  test('no crisis text, and none of waiting, says that somebody was', async () => {
    const found = (await texts(unreachedParams)).filter(({ text }) => claims.test(text));
    expect(found).toEqual([]);
  });
  test('a text is whole all the same: no gap, and no blank at its ends', async () => {
    const found = (await texts(unreachedParams)).filter(
      ({ text }) => / {2}|\n{3}|^\s|\s$|\.\w/.test(text) || text.length < 4,
    );
    expect(found).toEqual([]);
  });
  test('and else they say so: the pattern finds what it looks for, in each family and language', async () => {
    const found = (await texts({})).filter(({ text }) => claims.test(text)).map(({ key }) => key);
    for (const family of ['crisis-self', 'crisis-substance', 'crisis-violence', 'crisis-others', 'coach'])
      expect(found.filter((key) => key.startsWith(`${family}.`)).length).toBeGreaterThan(3);
  });
  test('the first text is without it, a text that did not come by a turn too, and the alert is open', async () => {
    const world = await aWorld();
    const textsOf = () => world.rehearsal.sent.map(({ message }) => message.text).join('\n');
    world.onCall.set(rehearsedRoster([]));
    await world.write('I want to die');
    world.store.gone = true;
    await world.write('I want to die', { address: '+15550999' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(textsOf()).toContain('988');
    expect(textsOf()).not.toMatch(claims);
    world.store.gone = false;
    expect(await world.app.alerts()).toMatchObject([{ status: 'open' }]);
    expect((await world.app.checkHealth()).map(({ code }) => code)).toContain('NOBODY_REACHED');
  });
  test('the operator is told until somebody is reached', async () => {
    const world = await aWorld();
    world.onCall.set(null);
    await world.write('I want to die');
    world.onCall.set(rehearsedRoster([{ name: 'Dana', duty: 'primary', ways: ['sms'] }]));
    await world.clock.moveTo(world.clock.now() + 60_000);
    await world.app.runDue();
    await world.app.drained();
    expect(world.told.map(({ address }) => address)).toEqual(['sms:dana']);
    expect((await world.app.checkHealth()).map(({ code }) => code)).not.toContain('NOBODY_REACHED');
  });
});
