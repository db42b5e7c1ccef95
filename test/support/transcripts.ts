/** A conversation without what is drawn at random: which of several wordings of a text is said, and the codes of notices. */
export const folded = (transcript: string | null): string | undefined =>
  transcript
    // The skill of the week hangs on the partner's own id, which is drawn.
    ?.replaceAll(/key:toolkit\.(?!empty|keep|kept|choose|left|done)[\w-]+/g, 'key:toolkit.skill')
    .replaceAll(/: [^\n]*\((\w+), key:([\w.-]+?)(-\d+)?\)/g, ': ($1, key:$2)')
    .replaceAll(/(ACK|CLAIM) \d{4}/g, '$1 0000');
