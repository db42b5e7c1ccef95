/** Characters of a message that are kept. All of it is screened. */
export const keptCharacters = 50_000;

/** A message as it is kept: whole, or its beginning and how long it was. Never half a character. Pure. */
export function keptText(text: string): string {
  if (text.length <= keptCharacters) return text;
  const beginning = text.slice(0, keptCharacters).replace(/[\uD800-\uDBFF]$/, '');
  return `${beginning} […: ${text.length}]`;
}
