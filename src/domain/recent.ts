/** What was lately written in a chat by people, oldest first: long enough to hear halves and to know a reaction by. */
export interface RecentText {
  /** Domain time. */
  readonly at: number;
  /** Its beginning and its end, where it is long. */
  readonly text: string;
  readonly by: 'partner' | 'counselor';
}

/** Texts that are remembered, and characters of each at its beginning and at its end. */
const mostTexts = 8;
const mostCharacters = 200;

/** How long a text may be the first half of another, ms, and how many others go before one. */
const halfLife = 120_000;
const mostHalves = 2;

/** The texts with one more. Pure. */
export const withRecent = (texts: readonly RecentText[], text: RecentText): readonly RecentText[] =>
  [...texts, { ...text, text: shortened(text.text) }].slice(-mostTexts);

function shortened(text: string): string {
  if (text.length <= 2 * mostCharacters) return text;
  const begin = text.slice(0, mostCharacters).replace(/[\uD800-\uDBFF]$/, '');
  const end = text.slice(-mostCharacters).replace(/^[\uDC00-\uDFFF]/, '');
  return `${begin} … ${end}`;
}

/** What the partner wrote in the two minutes before an instant, oldest first: two texts at most. Pure. */
export const halvesBefore = (texts: readonly RecentText[], at: number): readonly string[] =>
  texts
    .filter((each) => each.by === 'partner' && each.at <= at && at - each.at <= halfLife && each.text !== '')
    .slice(-mostHalves)
    .map(({ text }) => text);
