import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LanguageService } from '../../../src/ports/language.ts';
import { answer, answerWell, type LanguageStub, refusal, startLanguageStub } from '../../support/language-stub.ts';
import { azureAt, worldWith } from '../../support/second-opinion.ts';

let stub: LanguageStub;
let azure: LanguageService;
beforeAll(async () => {
  stub = await startLanguageStub();
  azure = await azureAt(stub.endpoint);
});
beforeEach(() => {
  stub.asked.length = 0;
  stub.plays(answerWell);
});
afterAll(() => stub.close());

const texts = () => stub.asked.flatMap(({ body }) => body.analysisInput.documents.map(({ text }) => text));
const heavy = 'it all feels so heavy';
const past = 'I tried to end my life when I was nineteen, it all feels heavy';

describe('a second opinion', () => {
  test('makes a very negative message one to watch, and is a point of the trend', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.says('alex', heavy);
    const at = world.clock.now();
    expect((await world.partner('a'))?.outside).toMatchObject({
      trend: [{ at, negative: 0.96 }],
      watches: [{ at, by: 'sentiment' }],
    });
    expect(await world.app.alerts()).toEqual([]);
    expect(world.said('sam')).toEqual([]);
  });
  test('leaves an everyday message as it was', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.says('alex', 'we had a good walk');
    expect((await world.partner('a'))?.outside?.trend).toMatchObject([{ negative: 0.05 }]);
    expect((await world.partner('a'))?.outside?.watches).toBeUndefined();
  });
  test('with a rule’s own watch asks, once', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.says('alex', past);
    expect(world.said().slice(-2)).toEqual([expect.stringMatching(/^(?:coach.fallback|distress)/), 'gentle-check.ask']);
    expect((await world.partner('a'))?.outside?.watches).toMatchObject([{ by: 'both', asked: true }]);
    await world.says('alex', 'no');
    expect(await world.app.alerts()).toMatchObject([{ level: 'urgent', family: 'self' }]);
  });
  test('is not asked about words in which a crisis was heard', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.says('alex', 'I want to kill myself, it is so heavy');
    expect(stub.asked).toEqual([]);
    expect(await world.app.alerts()).toHaveLength(1);
  });
  test('is not asked about taps, numbers, commands and single words', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    for (const text of ['menu', '4', 'fine', '555 0100', 'check in']) await world.says('alex', text);
    expect(stub.asked).toEqual([]);
  });
  test('changes nothing of what is said, whether it hangs or fails', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    stub.plays((_, response) => answer(response, 500, refusal('InternalServerError', heavy)));
    await world.says('alex', past);
    expect(world.said().at(-1)).toMatch(/^(?:coach\.fallback|distress)/);
    expect((await world.partner('a'))?.outside?.watches).toMatchObject([{ by: 'rule' }]);
    expect(world.log.lines.join()).not.toContain('heavy');
  });
  test('is a line of the audit for each call: what for, how long, how it ended, and no word', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.says('alex', heavy);
    stub.plays((_, response) => answer(response, 401, refusal('401', 'x')));
    await world.says('alex', heavy);
    const lines = await world.calls();
    expect(lines.map((line) => [line['what'], line['outcome']])).toEqual(
      expect.arrayContaining([
        ['sentiment', 'ok'],
        ['sentiment', 'HTTP_401'],
      ]),
    );
    expect(lines.every((line) => typeof line['ms'] === 'number')).toBe(true);
    expect(JSON.stringify(lines)).not.toContain('heavy');
  });
  test('says a language that we are unsure of, from the next message on', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.says('alex', 'mañana voy a casa de mi tía, no sé qué hacer allí');
    expect((await world.partner('a'))?.language).toBe('en');
    await world.says('alex', 'otra vez aquí, no sé qué hacer');
    expect((await world.partner('a'))?.language).toBe('es');
  });
});

describe('the words of a partner', () => {
  test('leave without names, numbers, addresses and dates', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.says('alex', 'Sam and ALEX, 12 Oak Street, sam@example.org, +1 555 0100, on March 3rd 2026, so heavy');
    expect(texts()).toHaveLength(1);
    for (const canary of [/sam/i, /alex/i, /oak/i, /example/, /\d/, /march/i])
      expect(stub.asked[0]?.raw.replace(/"id":"[^"]*"/, '')).not.toMatch(canary);
    expect(texts()[0]).toContain('so heavy');
  });
  test('never leave for a partner who did not agree, whoever else did', async () => {
    const world = await worldWith(azure);
    await world.agrees('sam');
    await world.says('alex', heavy);
    await world.write('who reads along');
    await world.write('no');
    await world.says('alex', heavy);
    expect(stub.asked).toEqual([]);
    await world.says('sam', heavy);
    expect(texts()).toEqual([heavy]);
  });
  test('do not leave once it is taken back by a word, nor what was written under an older yes', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.write('UNSHARE');
    expect(world.said().at(-1)).toBe('outside-reader.kept-here');
    await world.says('alex', heavy);
    expect(stub.asked).toEqual([]);
    expect((await world.partner('a'))?.outside?.consent?.status).toBe('withdrawn');
  });
  test('that wait are not sent once it is taken back', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    stub.plays(async (asked, response) => {
      await held;
      answerWell(asked, response);
    });
    await world.app.receive(world.inbound(`${heavy} one`));
    await world.app.receive(world.inbound(`${heavy} two`));
    await world.app.receive(world.inbound('UNSHARE'));
    release();
    await world.app.drained();
    expect(texts()).toEqual([`${heavy} one`]);
  });
  test('do not leave after STOP', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    await world.write('STOP');
    await world.says('alex', heavy);
    expect(stub.asked).toEqual([]);
  });
});

describe('a service that is gone', () => {
  test('keeps no turn and no reply waiting while it hangs', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    stub.plays(() => {});
    await world.app.receive(world.inbound(heavy));
    while (
      !world
        .said()
        .at(-1)
        ?.match(/^(?:coach.fallback|distress)/) ||
      stub.asked.length === 0
    )
      await new Promise((resolve) => setTimeout(resolve, 5));
    // The reply is out, and the question is still open.
    expect(await world.calls()).toEqual([]);
    await world.app.drained();
    expect((await world.calls()).map((call) => call['outcome'])).toEqual(['TIMEOUT']);
  });
  test('is left alone for a while, tried once, and asked again when it is back', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    stub.plays((_, response) => answer(response, 403, refusal('403', 'x')));
    let turns = 0;
    const tenMinutes = async (step: number) => {
      for (let passed = 0; passed < 600_000; passed += step) {
        await world.says('alex', `${heavy} again ${'more '.repeat(turns % 7)}`);
        turns += 1;
        world.wait(step);
      }
    };
    await tenMinutes(10_000);
    // Five to open it; then one each time it half-opens, after 5 s at first and a minute at most.
    expect(stub.asked.length).toBeGreaterThan(5);
    expect(stub.asked.length).toBeLessThan(25);
    stub.plays(answerWell);
    world.wait(60_000);
    const before = stub.asked.length;
    await world.says('alex', heavy);
    await world.says('alex', `${heavy} now`);
    expect(stub.asked.length).toBe(before + 2);
  });
  test('is not asked before the time that it names', async () => {
    const world = await worldWith(azure);
    await world.agrees('alex');
    stub.plays((_, response) => answer(response, 429, refusal('429', 'x'), { 'retry-after': '30' }));
    await world.says('alex', heavy);
    await world.says('alex', `${heavy} now`);
    expect(stub.asked).toHaveLength(1);
    stub.plays(answerWell);
    world.wait(31_000);
    await world.says('alex', `${heavy} then`);
    expect(stub.asked).toHaveLength(2);
  });
});
