/** Letters of other alphabets that look Latin, and letters that NFKD leaves whole. */
const lookalikes = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    ԁ: 'd',
    ɡ: 'g',
    ӏ: 'l',
    α: 'a',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ı: 'i',
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ǀ: 'l',
    '’': "'",
    '‘': "'",
    ʼ: "'",
    '´': "'",
    '`': "'",
    '，': ',',
    '。': '.',
    '…': '.',
    '¿': '.',
    '¡': '.',
    '—': ';',
    '–': ';',
    '•': '*',
  }),
);

/** Pictures that people write with, as words. */
const pictures = new Map(
  Object.entries({
    '🔫': 'gun',
    '🔪': 'knife',
    '🗡': 'knife',
    '💊': 'pills',
    '💉': 'needle',
    '🪢': 'rope',
    '🩸': 'blood',
    '⚰': 'coffin',
    '🪒': 'razor',
    '🧠': 'head',
    '🦵': 'leg',
    '🍷': 'winecup',
    '🍺': 'winecup',
    '🍻': 'winecup',
    '🥃': 'winecup',
  }),
);

const invisible = /[\p{M}\p{Cf}\p{Cc}]/u;

/** What was worked out of characters of one code unit: at most 65,536 of them. */
const worked = new Map<string, string>();

/** One character as the rules see it: lower case, no marks, Latin where it looks Latin. Pure. */
export function plainLetter(character: string): string {
  const before = worked.get(character);
  if (before !== undefined) return before;
  const plain = workOut(character);
  if (character.length === 1) worked.set(character, plain);
  return plain;
}

function workOut(character: string): string {
  if (character === '\n') return ';';
  if (character !== '\uFEFF' && /\s/.test(character)) return ' ';
  const picture = pictures.get(character);
  if (picture) return ` ${picture} `;
  const known = lookalikes.get(character);
  if (known) return known;
  let plain = '';
  for (const part of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (!invisible.test(part)) plain += lookalikes.get(part) ?? part;
  }
  return plain;
}

const digitLetters: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** A word with its digits read as letters (`su1c1de`). Pure. */
export const unleet = (word: string): string => word.replace(/[0134578@$!]/g, (digit) => digitLetters[digit] ?? digit);
