/** A conversation without what is drawn at random: which of several wordings of a text is said, and the codes of notices. */
export const folded = (transcript: string | null): string | undefined =>
  transcript
    ?.replaceAll(/: [^\n]*\((\w+), key:([\w.-]+?)(-\d+)?\)/g, ': ($1, key:$2)')
    .replaceAll(/(ACK|CLAIM) \d{4}/g, '$1 0000');
