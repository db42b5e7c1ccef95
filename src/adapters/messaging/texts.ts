/** Characters of one message that Twilio takes. */
export const longestText = 1_600;

/** Where a message may be cut, best first: after a line, after a sentence, between words. */
const seams = [/\n+/g, /(?<=[.!?…]["')”»]?)\s+/g, /\s+/g];

/**
 * A text as the messages it takes, in order: one where it fits, else cut after a line or a sentence, else between words,
 * and never within a character. Pure.
 */
export function textsOf(text: string, most: number = longestText): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const [end, next] = cut(rest, most);
    parts.push(rest.slice(0, end));
    rest = rest.slice(next).trimStart();
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

/** Where the first message ends and the second begins. A cut in the first half would make many short ones. */
function cut(text: string, most: number): readonly [end: number, next: number] {
  for (const seam of seams) {
    const last = [...text.slice(0, most + 1).matchAll(seam)].findLast(({ index }) => index > most / 2);
    if (last) return [last.index, last.index + last[0].length];
  }
  const half = /[\uD800-\uDBFF]$/.test(text.slice(0, most)) ? most - 1 : most;
  return [half, half];
}
