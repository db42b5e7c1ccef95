/** Letters and digits that are not mistaken for each other. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ';
const digits = '23456789';
const alphabet = letters + digits;

/** How many random bytes a code is made of. */
export const codeBytes = 8;

/**
 * An invite code, such as `K7MA-2QWX`: four and four, the second and the fifth a digit, so that no word is one. About 37
 * bits. Pure.
 */
export function codeOf(random: Uint8Array): string {
  const pick = (from: string, index: number): string => from.charAt((random[index] ?? 0) % from.length);
  const all = Array.from({ length: codeBytes }, (_, index) =>
    pick(index === 1 || index === 4 ? digits : alphabet, index),
  );
  return `${all.slice(0, 4).join('')}-${all.slice(4).join('')}`;
}

const shape = new RegExp(`^[${alphabet}][${digits}][${alphabet}]{2}[${digits}][${alphabet}]{3}$`);

/** The same between other words: no letter or digit stands beside it. */
const within = new RegExp(
  `(?<![\\p{L}\\p{N}])([${alphabet}][${digits}][${alphabet}]{2})[\\s.\\-\\u2010-\\u2015]*([${digits}][${alphabet}]{3})(?![\\p{L}\\p{N}])`,
  'u',
);

/** The code that a message is, or has among its words, without its hyphen and in capitals; null when it has none. Pure. */
export function readCode(text: string): string | null {
  if (text.length > 300) return null;
  const said = text.replace(/\p{Cf}/gu, '').toUpperCase();
  const bare = said.replace(/[^\p{L}\p{N}]/gu, '');
  if (shape.test(bare)) return bare;
  const [, first, second] = within.exec(said) ?? [];
  return first && second ? first + second : null;
}
