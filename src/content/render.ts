import { type ChannelTraits, channelTraits } from '../domain/channel.ts';
import type { CounselorWords } from '../domain/effect.ts';
import type { Language } from '../domain/language.ts';
import { plainOf, shownAs } from '../domain/message.ts';
import { bodyOf, type FileLink, type Piece } from './body.ts';
import type { Button, Content, Reader, Rendered } from './content.ts';
import { filled, invalid, type Sayable } from './fill.ts';
import { formatOf, given } from './message.ts';
import { type CrisisPack, callsOfPack, packOf } from './packs.ts';
import { foldGsm, smsTail } from './sms.ts';
import type { Text } from './texts.ts';

/** Every text by language and full key. */
export type Texts = Readonly<Record<Language, ReadonlyMap<string, Text>>>;

interface Offered {
  readonly tail: string;
  readonly buttons: readonly Button[];
  readonly labels: readonly string[];
}

interface Ready extends Offered {
  readonly text: Sayable;
  readonly sms: Sayable;
  /** Some of its options, in an order of their own. */
  readonly offered: (ids: readonly string[]) => Offered;
  readonly picture: Sayable | null;
}

/** The renderer over checked texts and packs. What can be made once is made when a text is first said. */
export function createRender(texts: Texts, packs: ReadonlyMap<string, CrisisPack>): Content['render'] {
  const prepared = { en: prepare(texts.en, 'en'), es: prepare(texts.es, 'es') };
  return (say, to) => {
    const pack = packOf(packs, to.country);
    if ('counselor' in say) return counselorWords(say, to, pack);
    const text = prepared[to.language](say.key);
    if (!text) throw invalid('text-missing', say.key);
    const traits = channelTraits[to.channel];
    const numbered = traits.options === 'numbers';
    const { tail, buttons, labels } = say.offered ? text.offered(say.offered) : text;
    return {
      key: say.key,
      ...written(filled(text[traits.wording], say, to, pack), numbered ? tail : '', traits, pack, to.file),
      buttons: numbered ? [] : buttons,
      labels,
      counselor: null,
      language: to.language,
      ...(text.picture && traits.pictures ? { picture: wordsOf(filled(text.picture, say, to, pack)) } : {}),
    };
  };
}

function prepare(texts: ReadonlyMap<string, Text>, language: Language): (key: string) => Ready | null {
  const made = new Map<string, Ready>();
  return (key) => {
    const text = texts.get(key);
    if (!text) return null;
    const known = made.get(key) ?? ready(text, language);
    made.set(key, known);
    return known;
  };
}

function ready(text: Text, language: Language): Ready {
  const message = (field: 'text' | 'sms') => ({ ...text[field], format: formatOf(text.source[field], language) });
  const picture = text.picture === undefined ? null : { ...text.text, format: formatOf(text.picture, language) };
  const some = (ids: readonly string[]): Text => ({
    ...text,
    options: ids.flatMap((each) => text.options.find(({ id }) => id === each) ?? []),
  });
  const offered = (ids: readonly string[]): Offered => offeredIn(some(ids));
  return { text: message('text'), sms: message('sms'), ...offeredIn(longest(text)), offered, picture };
}

/** A text that shows a few options at a time, with the longest of them: what it takes at most, where nobody has asked it. */
function longest(text: Text): Text {
  const { options, most = options.length } = text;
  const byLength = [...options].sort((one, other) => other.label.length - one.label.length);
  return options.length <= most ? text : { ...text, options: byLength.slice(0, most) };
}

function offeredIn(text: Text): Offered {
  const buttons = buttonsOf(text);
  return { tail: smsTail(text), buttons, labels: buttons.map(({ label }) => label) };
}

/** What a picture says: words without any mark. */
const wordsOf = (pieces: readonly Piece[]): string => plainOf(bodyOf(pieces, { calls: [], letters: asTheyAre }));

const zeroToTen: readonly Button[] = Array.from({ length: 11 }, (_, n) => ({ label: String(n), value: String(n) }));

const buttonsOf = ({ kind, options }: Text): readonly Button[] =>
  kind === 'scale' ? zeroToTen : options.map(({ id, label }) => ({ label, value: id }));

const introductions: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `${name}, a counselor: `,
  es: (name) => `${name}, del equipo de consejería: `,
};

/** Nothing in a counselor's words is markup. */
function counselorWords(
  { counselor, words }: CounselorWords,
  { language, channel }: Reader,
  pack: CrisisPack | undefined,
): Rendered {
  const pieces = [given(introductions[language](counselor), false), given(words, true)];
  const said = written(pieces, '', channelTraits[channel], pack);
  return { key: null, ...said, buttons: [], labels: [], counselor, language };
}

/** `tail` is what the text says of its options; they are no part of the body. */
function written(
  pieces: readonly Piece[],
  tail: string,
  { foldsToGsm, shows }: ChannelTraits,
  pack: CrisisPack | undefined,
  file?: FileLink,
): Pick<Rendered, 'text' | 'body'> {
  const letters = foldsToGsm ? foldGsm : asTheyAre;
  const body = shownAs(bodyOf(pieces, { calls: callsOfPack(pack), letters, file }), shows);
  return { text: plainOf(body) + letters(tail), body };
}

const asTheyAre = (text: string): string => text;
