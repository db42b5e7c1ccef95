import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { activitiesOf } from '../../../src/adapters/bot-framework/render.ts';
import { entryOf, toActivity } from '../../../src/adapters/direct-line/render.ts';
import { createPictures } from '../../../src/adapters/picture/picture.ts';
import { cardSvg } from '../../../src/adapters/picture/svg.ts';
import type { Content } from '../../../src/content/content.ts';
import { type ChannelName, channelNames } from '../../../src/domain/channel.ts';
import { theContent } from '../../support/content.ts';
import { root } from '../../support/places.ts';

const font = join(root, 'assets', 'fonts', 'Nunito-SemiBold.ttf');
const pictures = createPictures(font);
const sizeOf = (png: Uint8Array | null) => {
  const view = new DataView((png ?? new Uint8Array(24)).buffer, (png ?? new Uint8Array(24)).byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('a card', () => {
  test.each(['24 hours', '30 days', '18 months', '80 años', 'words alone'])('%s is a small PNG', (words) => {
    const png = pictures.draw(words);
    expect(
      Buffer.from(png ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(sizeOf(png)).toEqual([480, 270]);
    expect(png?.length).toBeLessThan(15_000);
  });

  test('has its words on it, in a font of ours', () => {
    const [one, other] = ['30 days', '60 days'].map((words) => Buffer.from(pictures.draw(words) ?? []));
    expect(one?.equals(other as Buffer)).toBe(false);
    const without = createPictures('/nowhere.ttf');
    expect(Buffer.from(without.draw('30 days') ?? []).equals(one as Buffer)).toBe(false);
  });

  test('takes words as words', () => {
    expect(cardSvg('<b>&"')).toContain('&lt;b&gt;&amp;&quot;');
    expect(cardSvg('30 days')).toContain('>30</text>');
  });

  test('is nothing where it cannot be drawn', () => {
    const broken = createPictures(font, () => {
      throw new Error('no such binary');
    });
    expect(broken.draw('30 days')).toBe(null);
  });
});

describe('a milestone', () => {
  let content: Content;
  beforeAll(async () => {
    ({ content } = await theContent());
  });
  const said = (channel: ChannelName, language: 'en' | 'es' = 'en') =>
    content.render(
      { key: 'milestone.news', params: { unit: 'days', amount: 30 } },
      { language, channel, country: 'us' },
    );

  test('has a picture everywhere but by SMS, in words of its language', () => {
    expect(channelNames.filter((name) => said(name).picture !== undefined).sort()).toEqual([
      ...['direct-line', 'slack', 'teams', 'web'],
    ]);
    expect(said('teams', 'es').picture).toBe('30 días');
  });

  const activity = (channelId: string, drawn = pictures) => {
    const channel = channelId === 'msteams' ? 'teams' : channelId === 'slack' ? 'slack' : 'web';
    const outgoing = { address: 'u', message: said(channel), effect: 'e', lane: 'mediated', at: 0 } as const;
    return activitiesOf(outgoing, { channelId, serviceUrl: 'https://s', conversation: 'c', bot: 'b' } as never, drawn);
  };

  test('stands in a card of Teams with its words, and in no address', () => {
    const [card] = activity('msteams');
    const body = (
      (card?.attachments?.[0]?.content ?? {}) as { body: { type: string; altText?: string; url?: string }[] }
    ).body;
    expect(body.find(({ type }) => type === 'Image')).toMatchObject({
      altText: '30 days',
      url: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
    });
    // What Teams takes for a message.
    expect(JSON.stringify(card).length).toBeLessThan(28_000);
  });

  test('stands in a message of Web Chat, under a name that tells nothing', () => {
    expect(activity('webchat')[0]?.attachments).toMatchObject([
      { contentType: 'image/png', name: 'card.png', contentUrl: expect.stringMatching(/^data:image\/png;base64,/) },
    ]);
  });

  test('goes as words where the picture fails', () => {
    const [card] = activity('msteams', { draw: () => null });
    expect(card?.text).toContain('30 days');
    expect(JSON.stringify(activity('webchat', { draw: () => null }))).not.toContain('attachments');
    expect(JSON.stringify(activity('slack'))).not.toContain('image');
  });

  test('is drawn as its conversation is read, where that is kept here', () => {
    const data = entryOf(said('direct-line'), 'mediated');
    expect(JSON.stringify(data)).not.toContain('base64');
    expect(toActivity('c', { seq: 1, at: 0, data }, pictures)).toMatchObject({
      attachments: [{ contentType: 'image/png', name: 'card.png' }],
      channelData: { picture: '30 days' },
    });
    expect(toActivity('c', { seq: 1, at: 0, data })).not.toHaveProperty('attachments');
  });
});
