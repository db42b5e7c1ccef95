/** What the service takes of one text, in characters. */
export const longest = 5_120;

/** A text in parts that the service takes, cut between words where there is one. Pure. */
export function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const at = cutOf(rest);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return parts.filter((part) => part.trim() !== '');
}

function cutOf(text: string): number {
  if (text.length <= longest) return text.length;
  const space = text.lastIndexOf(' ', longest - 1);
  if (space > longest / 2) return space + 1;
  // Never within a character that takes two places.
  return /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
}
