/** The number itself, where it stands in the text, and the address that calls it. */
export interface PhoneNumber {
  readonly shown: string;
  readonly at: number;
  readonly href: string;
}

/** What can be called where nobody said which lines a text names: messages that were kept before that was kept with them. */
const emergencyNumbers: readonly string[] = ['911', '988'];

/**
 * The numbers in a text that call one of these lines, in order: `911`, `988`, `1-800-799-7233`, also without its 1. Other
 * digits, such as a count or a code for texting, are none. Pure.
 */
export function phoneNumbersIn(text: string, lines: readonly string[] = emergencyNumbers): readonly PhoneNumber[] {
  const known = new Set(lines.map(dialled));
  return [...text.matchAll(/\d(?:[\d-]*\d)?/g)]
    .filter(({ 0: shown }) => known.has(dialled(shown)))
    .map(({ 0: shown, index }) => ({ shown, at: index, href: `tel:${dialled(shown)}` }));
}

/** A number as it is dialled; one with its area has the country before it. Pure. */
const dialled = (shown: string): string =>
  shown.replaceAll('-', '').replace(/^1?(\d{10})$/, (_, number: string) => `+1${number}`);
