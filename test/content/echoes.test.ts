import { describe, expect, test } from '@jest/globals';
import { loadContent } from '../../src/content/load.ts';
import { loadScreeningRules } from '../../src/content/screening-rules.ts';
import { channelNames } from '../../src/domain/channel.ts';
import { languages } from '../../src/domain/language.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { contentDir } from '../support/places.ts';
import { load } from './folder.ts';

const content = await loadContent(contentDir);
const screen = createScreener(await loadScreeningRules(`${contentDir}/screening`));

/** What texts count: a number is given for it, a date for all else. */
const counts = ['amount', 'count', 'days', 'longest', 'nextAmount', 'total'];

/** Every text to partners as every channel shows it. */
function everyText(): readonly string[] {
  const texts = [...content.keys]
    .filter((key) => !key.startsWith('notice.'))
    .flatMap((key) =>
      languages.flatMap((language) =>
        channelNames.flatMap((channel) =>
          [...content.packs.keys()].map((country) => {
            const params = Object.fromEntries(
              [...content.args(key)].map((name) => [name, counts.includes(name) ? 3 : '2026-03-07']),
            );
            return content.render({ key, params }, { language, channel, country, name: 'Alex' }).text;
          }),
        ),
      ),
    );
  // Of words that a partner wrote for the other nothing is ours.
  return [...new Set(texts)].filter((text) => text !== '2026-03-07');
}

describe('the coach’s own texts', () => {
  const all = everyText();
  test('are known as ours, whole and cut anywhere, and nothing is heard in them', () => {
    expect(all.length).toBeGreaterThan(400);
    const heard = (text: string): boolean => {
      const rest = content.echoed(text);
      return rest === null || screen(rest).level !== 'none';
    };
    expect(all.filter(heard)).toEqual([]);
    expect(all.map((text) => text.slice(0, Math.max(3, text.length / 2)).trim()).filter(heard)).toEqual([]);
  });

  test('leave what was added to them', () => {
    for (const text of all.filter((each) => each.split(/\s+/).length > 10))
      expect(screen(content.echoed(`${text} I want to kill myself tonight`) ?? '').level).toBe('emergency');
  });
  test.each(['I want to die', 'she took too many pills', 'me quiero morir', 'he choked me', 'tonight', ''])(
    'are not what somebody writes: %s',
    (text) => {
      expect(content.echoed(text)).toBeNull();
    },
  );
});

test('a text with marks is known by its words', async () => {
  const marked = 'a: { text: "Do <em>not</em> drive.\\n- See <link>Find help https://x.test</link>" }';
  const { echoed } = await load({ 'en/m.yaml': marked, 'es/m.yaml': marked });
  expect(echoed('Do not drive. See Find help https://x.test')).toBe('');
});
