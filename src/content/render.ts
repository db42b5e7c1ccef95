import { type ChannelTraits, channelTraits } from '../domain/channel.ts';
import type { CounselorWords, Say } from '../domain/effect.ts';
import { CoachError } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import { phoneNumbersIn } from '../domain/phone-numbers.ts';
import type { Button, Content, Reader, Rendered } from './content.ts';
import { type Arguments, type Format, formatOf } from './message.ts';
import { type CrisisPack, elsewhere } from './packs.ts';
import { foldGsm, smsTail } from './sms.ts';
import type { Text } from './texts.ts';

/** Every text by language and full key. */
export type Texts = Readonly<Record<Language, ReadonlyMap<string, Text>>>;

/** A message that can be said. */
interface Message extends Arguments {
  readonly format: Format;
}

interface Ready {
  readonly text: Message;
  readonly sms: Message;
  readonly tail: string;
  readonly buttons: readonly Button[];
  readonly labels: readonly string[];
}

/** The renderer over checked texts and packs. What can be made once is made when a text is first said. */
export function createRender(texts: Texts, packs: ReadonlyMap<string, CrisisPack>): Content['render'] {
  const prepared = { en: prepare(texts.en, 'en'), es: prepare(texts.es, 'es') };
  return (say, to) => {
    if ('counselor' in say) return counselorWords(say, to);
    const text = prepared[to.language](say.key);
    if (!text) throw invalid('text-missing', say.key);
    const traits = channelTraits[to.channel];
    const numbered = traits.options === 'numbers';
    const message = text[traits.wording];
    const formatted = format(message, say, to, packs);
    return {
      key: say.key,
      text: written(numbered ? formatted + text.tail : formatted, traits),
      calls: message.packArgs.length > 0 ? callsIn(formatted, packOf(packs, to)) : [],
      buttons: numbered ? [] : text.buttons,
      labels: text.labels,
      counselor: null,
      language: to.language,
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
  const buttons = buttonsOf(text);
  const message = (field: 'text' | 'sms') => ({ ...text[field], format: formatOf(text.source[field], language) });
  const labels = buttons.map(({ label }) => label);
  return { text: message('text'), sms: message('sms'), tail: smsTail(text), buttons, labels };
}

const zeroToTen: readonly Button[] = Array.from({ length: 11 }, (_, n) => ({ label: String(n), value: String(n) }));

const buttonsOf = ({ kind, options }: Text): readonly Button[] =>
  kind === 'scale' ? zeroToTen : options.map(({ id, label }) => ({ label, value: id }));

/** A pack's words go over a dialog's own: a crisis line cannot be put out of place by a name. */
function format(message: Message, { key, params }: Say, to: Reader, packs: ReadonlyMap<string, CrisisPack>): string {
  const own = to.name === undefined ? params : { name: to.name, ...params };
  for (const name of message.args) if (own[name] === undefined) throw invalid('argument-missing', key);
  for (const name of message.numbers) if (!Number.isFinite(Number(own[name]))) throw invalid('argument-invalid', key);
  const lined = message.packArgs.length > 0 ? withLines(message, own, to, packs) : own;
  const values = message.dates.length > 0 ? withDates(message, lined, key) : lined;
  try {
    return message.format(values, isOfAnotherYear(message, own, to));
  } catch {
    // The cause would carry the value, and a value may be a partner's words.
    throw invalid('argument-invalid', key);
  }
}

type Values = Say['params'];

const packOf = (packs: ReadonlyMap<string, CrisisPack>, { country }: Reader): CrisisPack | undefined =>
  packs.get(country.toLowerCase()) ?? packs.get(elsewhere);

/** The numbers of a text that call one of a pack's lines. */
function callsIn(text: string, pack: CrisisPack | undefined): readonly string[] {
  const numbers = (pack?.lines ?? []).flatMap(({ call }) => call ?? []);
  return [...new Set(phoneNumbersIn(text, numbers).map(({ shown }) => shown))];
}

function withLines(message: Message, own: Values, to: Reader, packs: ReadonlyMap<string, CrisisPack>): Values {
  const pack = packOf(packs, to);
  const values = { ...own };
  for (const name of message.packArgs) values[name] = pack?.say[to.language][name] ?? '';
  return values;
}

function withDates(message: Message, own: Values, key: string): Values {
  const values = { ...own };
  for (const name of message.dates) {
    const instant = Date.parse(String(own[name]));
    if (Number.isNaN(instant)) throw invalid('argument-invalid', key);
    values[name] = instant;
  }
  return values;
}

/** Whether a date of the message lies in another year than the reader's today: its year is then said. */
const isOfAnotherYear = ({ dates }: Message, own: Values, { today }: Reader): boolean =>
  today !== undefined && dates.some((name) => String(own[name]).slice(0, 4) !== today.slice(0, 4));

const introductions: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `${name}, a counselor: `,
  es: (name) => `${name}, del equipo de consejería: `,
};

function counselorWords({ counselor, words }: CounselorWords, { language, channel }: Reader): Rendered {
  const text = introductions[language](counselor) + words;
  const own = { key: null, buttons: [], labels: [], calls: [] };
  return { ...own, text: written(text, channelTraits[channel]), counselor, language };
}

const written = (text: string, { foldsToGsm }: ChannelTraits): string => (foldsToGsm ? foldGsm(text) : text);

const invalid = (problem: 'text-missing' | 'argument-missing' | 'argument-invalid', key: string): CoachError =>
  new CoachError('CONTENT_INVALID', `A text cannot be rendered: ${problem}.`, { problem, key });
