import { expect, test } from '@jest/globals';
import { entriesOf } from '../../src/content/check/entries.ts';
import { createSample } from '../../src/content/check/render.ts';
import { readContent } from '../../src/content/load.ts';
import { type ChannelTraits, channelNames, channelTraits } from '../../src/domain/channel.ts';
import { contentDir } from '../support/places.ts';

const channelsWith = (has: (traits: ChannelTraits) => boolean) =>
  channelNames.filter((name) => has(channelTraits[name]));

test('only on SMS do carriers act on STOP, and do texts need a yes of their own', () => {
  expect(channelsWith(({ carrierWords }) => carrierWords)).toEqual(['sms']);
  expect(channelsWith(({ asksBeforeTexts }) => asksBeforeTexts)).toEqual(['sms']);
});

test('nobody is invited to the channel of the try page', () => {
  expect(channelsWith(({ takesInvites }) => !takesInvites)).toEqual(['direct-line']);
});

test('every text, with every country’s crisis lines, is one message on every channel', async () => {
  const draft = await readContent(contentDir);
  const sample = createSample(draft);
  const bounded = channelNames.flatMap((name) => {
    const { longest } = channelTraits[name];
    return longest === null ? [] : [{ name, longest }];
  });
  expect(bounded.map(({ name }) => name)).toEqual(['sms', 'slack']);
  const tooLong = entriesOf(draft.files, new Map()).flatMap((entry) =>
    [...draft.packs.keys()].flatMap((country) =>
      bounded
        .filter(({ name, longest }) => sample(entry, name, country).length > longest)
        .map(({ name }) => `${entry.language} ${entry.key} on ${name} in ${country}`),
    ),
  );
  expect(tooLong).toEqual([]);
});
