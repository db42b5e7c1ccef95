/** The number itself, where it stands in the text, and the address that calls it. */
export interface PhoneNumber {
  readonly shown: string;
  readonly at: number;
  readonly href: string;
}

const patterns = /(?<![\d-])(?:(?:1-)?\d{3}-\d{3}-\d{4}|\d{3})(?![\d-])/g;

/** The phone numbers of a crisis text that can be called, in order: `911`, `988`, `1-800-799-7233`. Short codes for texting are none. Pure. */
export const phoneNumbersIn = (text: string): readonly PhoneNumber[] =>
  [...text.matchAll(patterns)].map(({ 0: shown, index }) => ({ shown, at: index, href: hrefOf(shown) }));

/** The address that calls a number. Pure. */
const hrefOf = (shown: string): string =>
  `tel:${shown.length === 12 ? '+1' : ''}${shown.replace(/^1-/, '+1').replaceAll('-', '')}`;
