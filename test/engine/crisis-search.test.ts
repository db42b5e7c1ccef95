import { beforeAll, describe, expect, test } from '@jest/globals';
import { createTalk, type Talk, type TalkParts, type Turned } from '../../src/cli/book/talk.ts';
import type { Content } from '../../src/content/content.ts';
import { hashOf } from '../../src/domain/hash.ts';
import { type Language, languages } from '../../src/domain/language.ts';
import { createScreener } from '../../src/safety/screen.ts';
import { bagOf } from '../support/bag.ts';
import { theContent } from '../support/content.ts';
import { theEngine } from '../support/engine.ts';

/**
 * Conversations of a crisis made of sentences from a bag, each played through the engine. `COACH_SEARCH=full` tries every reachable
 * place with every sentence, and many more walks; the suite itself a share of them.
 */
const full = process.env['COACH_SEARCH'] === 'full';
const walks = full ? 600 : 24;
const share = full ? 1 : 23;
const length = 40;

const openings: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'i want to die',
    'i want to kill myself',
    'he overdosed',
    'i took all my pills',
    'i used last night',
    'he hit me',
    'i am going to kill my brother tonight',
    'i choked her',
  ],
  es: ['quiero morir', 'kiero matarme', 'no despierta', 'consumí anoche', 'me pegó'],
};

let parts: TalkParts;
let content: Content;
let bags: Readonly<Record<Language, readonly string[]>>;
beforeAll(async () => {
  const [{ rules }, engine, en, es] = await Promise.all([theContent(), theEngine(), bagOf('en'), bagOf('es')]);
  content = engine.content;
  parts = { dialogs: engine.dialogs, words: content.words, screen: createScreener(rules) };
  bags = { en, es };
});

const firstWording = (key: string): string => key.replace(/-[2-9]$/, '');
const stays = (talk: Talk): boolean => talk.couple.a.stack.at(-1)?.dialog === 'crisis-stay';
const isViolence = ({ couple }: Talk): boolean => couple.a.alerts.violence !== undefined;
const namesLine = (key: string, language: Language): boolean =>
  /988|911/.test(content.render({ key, params: {} }, { language, channel: 'sms', country: 'us' }).text);

/** What a conversation has been so far, and what was wrong in it. */
class Watch {
  readonly wrong: string[] = [];
  private readonly said: string[] = [];
  private asked = 0;
  private stayed = false;
  private readonly language: Language;
  constructor(language: Language) {
    this.language = language;
  }

  see(talk: Talk, turned: Turned): void {
    const { text, said, silence } = turned;
    if (said.length === 0 && !isViolence(talk)) this.note(turned, `no answer (${silence})`);
    const frame = talk.couple.a.stack.at(-1);
    // A crisis that begins anew, or a check of something new, begins its own row of texts; so does what comes after a correction.
    if (
      said.some((key) =>
        /^safety-check\.(?:ask|attachment)$|^topics\.correction|^crisis-(?:self|substance|others|violence)\.(?:first|emergency|imminent|hurt-now|self-harm|other|overdose|lapse|withdrawal|harm|child|own-act)/.test(
          key,
        ),
      )
    ) {
      this.said.length = 0;
      this.asked = 0;
      this.stayed = false;
    }
    for (const key of said) this.seeText(key, turned);
    this.stayed ||= stays(talk);
    if (this.asked > 12) this.note(turned, `asked ${this.asked} questions`);
    const known = (frame?.snapshot.context['known'] ?? {}) as Record<string, string>;
    const asks = /^crisis-self\.(wish|thoughts|method|intent|plan|reach|behaviour)(?:-simple)?$/.exec(
      frame?.asked?.key ?? '',
    )?.[1];
    if (asks && known[asks] !== undefined) this.note(turned, `asks about ${asks}, which is known`);
    if ((talk.couple.a.talk?.idle ?? 0) > 2 && !stays(talk))
      this.note(turned, 'three answered nothing, and it does not stay');
    if (text === null) return;
    const last = this.said.slice(-10);
    if (last.length === 10 && !isViolence(talk) && !last.some((key) => namesLine(key, this.language)))
      this.note(turned, 'ten texts without a line');
  }

  private seeText(key: string, turned: Turned): void {
    const isQuestion = content.words.questions.has(key);
    if (!/^(?:crisis-|topics\.|safety-check|direct-check|distress)/.test(key)) return;
    if (isQuestion && key.startsWith('crisis-') && !key.startsWith('crisis-stay') && !key.startsWith('crisis-violence'))
      this.asked += 1;
    const kind = this.said.filter((each) => firstWording(each) === firstWording(key));
    const before = this.stayed || key.startsWith('crisis-stay') || key.startsWith('topics.') ? kind.slice(-2) : kind;
    if (before.includes(key) && content.words.wordings.has(firstWording(key))) this.note(turned, `${key} again`);
    // What was asked beside it is over, and the question that stood before comes back.
    else if (before.includes(key) && !this.stayed && !turned.said.includes('coach.back'))
      this.note(turned, `${key} twice`);
    this.said.push(key);
  }

  private note({ text }: Turned, what: string): void {
    this.wrong.push(`${text ?? '(time)'}: ${what}`);
  }
}

/** Sentences in an order that depends on a seed alone. */
const drawn = (bag: readonly string[], seed: string, nth: number): string =>
  bag[hashOf(`${seed}|${nth}`) % bag.length] ?? '';

describe.each(languages)('a crisis told in sentences of a bag (%s)', (language) => {
  test('walks: nobody is left without an answer, no text comes twice, and the questions end', () => {
    const wrong: string[] = [];
    for (let walk = 0; walk < walks; walk += 1) {
      const opening = openings[language][walk % openings[language].length] ?? '';
      const talk = createTalk(parts, { language });
      const watch = new Watch(language);
      watch.see(talk, talk.say(opening));
      for (let nth = 0; nth < length && watch.wrong.length === 0; nth += 1)
        watch.see(talk, talk.say(drawn(bags[language], `${language}${walk}`, nth)));
      wrong.push(...watch.wrong.map((each) => `walk ${walk} (${opening}): ${each}`));
    }
    expect(wrong.slice(0, 12)).toEqual([]);
  }, 600_000);

  test('every place that is reached: any sentence gets an answer, and no question is asked about what is known', () => {
    const seen = new Set<string>();
    const wrong: string[] = [];
    const open = openings[language].map((text) => {
      const talk = createTalk(parts, { language });
      talk.say(text);
      return { couple: talk.couple, depth: 0 };
    });
    let tried = 0;
    let at = Date.UTC(2026, 2, 7, 18, 2);
    for (let next = open.pop(); next && seen.size < 400; next = open.pop()) {
      const { couple, depth } = next;
      const frame = couple.a.stack.at(-1);
      const place = JSON.stringify([frame?.dialog, frame?.snapshot.value, frame?.asked?.key, frame?.asked?.reasked]);
      if (seen.has(place) || depth > 14) continue;
      seen.add(place);
      at += 60_000;
      for (const [nth, text] of bags[language].entries()) {
        const leads = nth < 4;
        if (!leads && (nth + seen.size) % share !== 0) continue;
        tried += 1;
        const on = createTalk(parts, { language, from: couple, at });
        const watch = new Watch(language);
        watch.see(on, on.say(text));
        wrong.push(...watch.wrong.map((each) => `${place}: ${each}`));
        if (leads || full) open.push({ couple: on.couple, depth: depth + 1 });
      }
    }
    expect(seen.size).toBeGreaterThan(15);
    expect(tried).toBeGreaterThan(seen.size * 4);
    expect(wrong.slice(0, 12)).toEqual([]);
  }, 600_000);
});
