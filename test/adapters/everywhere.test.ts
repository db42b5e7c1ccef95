import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { activitiesOf } from '../../src/adapters/bot-framework/render.ts';
import { entryOf } from '../../src/adapters/direct-line/render.ts';
import { mrkdwnOf } from '../../src/adapters/messaging/mrkdwn.ts';
import { foldGsm } from '../../src/content/sms.ts';
import { type ChannelName, channelNames, channelTraits } from '../../src/domain/channel.ts';
import { languages } from '../../src/domain/language.ts';
import { leavesOf } from '../../src/domain/message.ts';
import type { Rendered } from '../../src/ports/channel.ts';
import { load } from '../content/folder.ts';
import { theContent } from '../support/content.ts';

/** What a person reads on a channel, and what opens or calls where it is tapped. */
interface Seen {
  readonly read: string;
  readonly links: readonly string[];
}

const addressed = { address: 'a', effect: 'e', lane: 'crisis', at: 0 } as const;
const reference = { channelId: 'msteams', serviceUrl: 'https://x.test', conversation: 'c', bot: 'b' };

interface Element {
  readonly type: string;
  readonly text?: string;
  readonly inlines?: { text: string }[];
}

interface Card {
  readonly body: readonly (Element & { readonly items?: readonly Element[] })[];
}

/** Teams, as a card shows it: runs as they are, links from the Markdown of text blocks. */
function inTeams(message: Rendered): Seen {
  const [activity = {}] = activitiesOf({ ...addressed, message }, reference as never);
  const { text, textFormat, attachments } = activity;
  if (!attachments) return { read: textFormat === 'plain' ? String(text) : '', links: [] };
  const [{ content: card }] = attachments as unknown as [{ content: Card }];
  const body = card.body.flatMap((each) => each.items ?? [each]);
  const runs = body.flatMap(({ type, inlines }) => (type === 'RichTextBlock' ? [inlines ?? []] : []));
  const blocks = body.flatMap(({ type, text: markdown = '' }) => (type === 'TextBlock' ? [markdown] : []));
  return {
    read: runs.map((line) => line.map((run) => run.text).join('')).join('\n'),
    links: [...blocks.join('').matchAll(/\]\(([^()\s]+)\)/g)].map(([, href = '']) =>
      href.replaceAll('%28', '(').replaceAll('%29', ')'),
    ),
  };
}

/** Slack, by its rules: https://docs.slack.dev/messaging/formatting-message-text */
function inSlack({ body }: Rendered): Seen {
  const written = mrkdwnOf(body);
  const outside = written.replaceAll(/<[^>]*>/g, ' ');
  expect(outside).not.toMatch(/[_~`<>]|^&gt;|:[^\s:]+:/m);
  for (const [token] of written.matchAll(/<[^>]*>/g)) {
    expect(token).toMatch(/^<(?:!date\^0\^\{_\}\|[^a-z&<>]+|https:\/\/[^|]*(?:\|[^|]+)?|tel:\+?\d+\|[\d-]+)>$/iu);
  }
  const read = written
    .replaceAll(/(<[^>]*>)|\*/g, '$1')
    .replaceAll(/<(?:[^|>]*\|)?([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  const links = [...written.matchAll(/<((?:https|tel):[^|>]*)/gi)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  return { read, links };
}

/** Written out in full: what the text says is what is read. */
const inWords = ({ text }: Rendered): Seen => ({ read: text, links: [] });

const onPage = (message: Rendered): Seen => {
  const calls = entryOf(message, 'crisis')['calls'] as readonly string[];
  return { read: message.text, links: calls.map((shown) => `tel:${dialled(shown)}`) };
};

const dialled = (shown: string): string => shown.replaceAll('-', '').replace(/^1(?=\d{10}$)/, '+1');

const seenOn: Readonly<Record<ChannelName, (message: Rendered) => Seen>> = {
  'direct-line': onPage,
  sms: inWords,
  teams: inTeams,
  slack: inSlack,
  web: inWords,
};

/** Without what nobody sees, and without empty lines: a card has a block for each of the others. */
const visible = (text: string): string =>
  text
    .replaceAll(/[\u00ad\u200b]/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');

const { content } = await theContent();
const numbersOf = (text: string): readonly string[] => text.match(/\d[\d-]+\d/g) ?? [];

describe.each(channelNames)('on %s', (channel) => {
  const { shows } = channelTraits[channel];

  test.each([...content.packs.keys()])('every crisis line of every text arrives in %s', (country) => {
    const lines = content.packs.get(country)?.lines ?? [];
    const calls = new Set(lines.flatMap(({ call }) => call ?? []));
    const known = new Set([...calls, ...lines.flatMap(({ text }) => text?.number ?? [])]);
    const hrefs = new Set([...calls].map((number) => `tel:${dialled(number)}`));
    let found = 0;
    for (const language of languages) {
      for (const key of content.keys) {
        const message = render(key, { language, channel, country });
        const { read, links } = seenOn[channel](message);
        const numbers = numbersOf(message.text).filter((number) => known.has(number));
        for (const number of numbers) {
          found += 1;
          expect({ key, read: numbersOf(read) }).toEqual({ key, read: expect.arrayContaining([number]) });
          if (!shows.includes('phone') || !calls.has(number)) continue;
          expect({ key, links }).toEqual({ key, links: expect.arrayContaining([`tel:${dialled(number)}`]) });
        }
        expect({ key, links }).toEqual({ key, links: links.filter((href) => hrefs.has(href)) });
      }
    }
    expect(found > 100).toBe(country === 'us');
  });

  test.each(languages)('marks, links and lists of a text in %s are read whole', async (language) => {
    const marked = `a: { text: "See <em>now</em>: <link>Find help https://x.test/f_(a)</link> or https://y.test/b?c=1&d=2.\\n- Call {emergency}\\n- <em>Wait</em> for {who}" }`;
    const { render: say } = await load({ 'en/m.yaml': marked, 'es/m.yaml': marked });
    const message = say({ key: 'm.a', params: { who: '<em>*you*</em>' } }, { language, channel, country: 'us' });
    const words = ['See now: Find help', 'https://y.test/b?c=1&d=2.', 'Call 911', 'Wait for <em>*you*</em>'];
    const { read, links } = seenOn[channel](message);
    for (const each of words) expect(visible(read)).toContain(each);
    const hrefs = ['https://x.test/f_(a)', 'https://y.test/b?c=1&d=2'];
    if (shows.includes('link'))
      expect(links.map((href) => decodeURIComponent(href))).toEqual(expect.arrayContaining(hrefs));
    else for (const href of hrefs) expect(read).toContain(href);
    if (shows.includes('phone')) expect(links).toContain('tel:911');
    expect(message.text).toContain('\n- Call 911\n- Wait');
  });

  test('a counselor’s words are read as they were written, whatever signs they hold', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom(...languages), (words, language) => {
        const to = { language, channel, country: 'us' };
        const message = content.render({ counselor: 'Dana _D_ <b>', words }, to);
        const introduction = content.render({ counselor: 'Dana _D_ <b>', words: '' }, to).text;
        const folded = channelTraits[channel].foldsToGsm ? foldGsm(words) : words;
        expect(message.text).toBe(introduction + folded);
        expect(visible(seenOn[channel](message).read)).toBe(visible(introduction + folded));
        for (const leaf of leavesOf(message.body)) {
          if (leaf.type === 'link')
            expect(leaf).toMatchObject({ text: leaf.href, href: expect.stringMatching(/^https:/i) });
          if (leaf.type === 'phone') expect(['911', '988', '1-800-799-7233']).toContain(leaf.text);
        }
        expect(message.body.every((block) => block.type === 'line')).toBe(true);
        expect(JSON.stringify(message.body)).not.toContain('"emphasis"');
      }),
      { numRuns: 300 },
    );
  });
});

const signs =
  '* _ ~ ` ``` < > & | > ** __ \\ [x](y) @channel <!channel> <@U012AB> <https://z.test|y> :+1: &amp; <em>x</em> {who} # - • 1.';
const words =
  'I call 911 988 1-800-799-7233 741741 https://x.test/a_b*c https://y.test/(d). 9110 ¿qué? “so” 👍🏽 ＊ ＞';
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(...signs.split(' '), ...words.split(' '), ' ', '\n', '\n- ', '\n> ', '\n\n'),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** A text with all its arguments filled: with a date, or with a count where it takes no date. */
function render(key: string, to: Parameters<typeof content.render>[1]): Rendered {
  const filled = (value: string | number) => ({
    key,
    params: Object.fromEntries([...content.args(key)].map((name) => [name, value])),
  });
  try {
    return content.render(filled('2026-09-23'), to);
  } catch {
    return content.render(filled(3), to);
  }
}

test('an argument is never markup, wherever it stands', async () => {
  const text = 'a: { text: "{who}\\n- {who} <em>{who}</em> {emergency}" }';
  const { render: say } = await load({ 'en/m.yaml': text, 'es/m.yaml': text });
  fc.assert(
    fc.property(nasty, (who) => {
      const { body, text: said } = say(
        { key: 'm.a', params: { who } },
        { language: 'en', channel: 'slack', country: 'us' },
      );
      expect(said).toBe(`${who}\n- ${who} ${who} 911`);
      expect(leavesOf(body).filter(({ type }) => type !== 'text')).toEqual([
        { type: 'phone', text: '911', href: 'tel:911' },
      ]);
      expect(body.filter(({ type }) => type === 'list')).toHaveLength(1);
    }),
  );
});
