import { plain } from './words.ts';

/** What is put where something was taken out. */
const marks = { name: '[name]', number: '[number]', address: '[address]', date: '[date]' } as const;

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|' +
  'nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre';
const ordinal = String.raw`\p{Nd}{1,2}(?:st|nd|rd|th|º|°|ro)?`;
const streets =
  'street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|way|highway|hwy|parkway|pkwy|terrace|circle';
const vias = 'calle|avenida|av|avda|paseo|plaza|carrera|calzada|camino|carretera|colonia|boulevard';
const capital = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*`;

/** In this order: what is taken out first hides nothing from the next. */
const takenOut: readonly (readonly [RegExp, string])[] = [
  [/[a-z][a-z0-9+.-]*:\/\/\S+|\bwww\.\S+/giu, marks.address],
  [/[^\s@]+@[^\s@]+\.[^\s@]+|(?<![\p{L}\p{N}])@[\p{L}\p{N}._-]+/gu, marks.address],
  [
    new RegExp(
      String.raw`(?<![\p{L}])${ordinal} +(?:of +|de +)?(?:${months})(?![\p{L}])(?:,? +(?:de +|del +)?\p{Nd}{4})?`,
      'giu',
    ),
    marks.date,
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}])(?:${months})\.? +(?:the +|el +)?${ordinal}(?![\p{L}\p{Nd}])(?:,? +(?:of +|de +)?\p{Nd}{4})?`,
      'giu',
    ),
    marks.date,
  ],
  [/\p{Nd}{1,4}([./-])\p{Nd}{1,2}\1\p{Nd}{1,4}|(?<![\p{Nd}.,])\p{Nd}{1,2}\/\p{Nd}{1,2}(?![\p{Nd}/])/gu, marks.date],
  [new RegExp(String.raw`\p{Nd}+[\p{L}]? +(?:${capital} +){1,3}(?:${streets})\b\.?`, 'giu'), marks.address],
  [
    new RegExp(
      String.raw`${capital}(?: +${capital}){0,2} +(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Highway|Hwy)\b\.?`,
      'gu',
    ),
    marks.address,
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}])(?:${vias})\.? +(?:(?:de|del|la|las|los|el) +)*[\p{L}\p{M}]+(?: +${capital})*(?: +(?:#|n[ºo]\.? *)?\p{Nd}+)?`,
      'giu',
    ),
    marks.address,
  ],
  [/[+(]?\p{Nd}[\p{Nd}\s().,/:-]*\p{Nd}|\p{Nd}/gu, marks.number],
];

/** What a name may have behind it: "Alexito", "Sammy", "Alexs". */
const endings = ['s', 'y', 'ie', 'ey', 'ito', 'ita', 'cito', 'cita'];

/**
 * A text without the names it is given, and without numbers, addresses and dates: each is replaced by what it was. Names are
 * found in any case, with or without accents, in parts, and in their short and tender forms. Pure.
 */
export function redacted(text: string, names: readonly string[]): string {
  const parts = [...new Set(names.flatMap((name) => plain(name).split(' ')))].filter((part) => part.length > 1);
  const unnamed = text
    .normalize('NFC')
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => (isName(plain(word), parts) ? marks.name : word));
  return takenOut.reduce((left, [pattern, mark]) => left.replace(pattern, mark), unnamed);
}

function isName(word: string, parts: readonly string[]): boolean {
  return parts.some((part) => {
    if (word === part) return true;
    if (word.startsWith(part)) {
      const rest = word.slice(part.length);
      // "Sam" with its last letter doubled: "Sammy".
      return endings.includes(rest) || endings.includes(rest.replace(part.at(-1) ?? '', ''));
    }
    const stem = /[aeo]$/.test(part) ? part.slice(0, -1) : part;
    if (stem.length > 2 && endings.slice(4).some((ending) => word === stem + ending)) return true;
    // A short form of a long name: "Alex" for "Alexandra".
    return word.length > 2 && part.length > word.length + 1 && part.startsWith(word) && word.length > 3;
  });
}
