/** Blocks of Unicode that are read in a way of their own: first and last code point. */
export const blocks: Readonly<Record<string, readonly [number, number]>> = {
  'control characters': [0x00, 0x1f],
  'Latin letters': [0x21, 0x7e],
  'Latin with marks': [0xa0, 0x24f],
  'modifier letters': [0x2b0, 0x2ff],
  'combining marks': [0x300, 0x36f],
  Cyrillic: [0x400, 0x4ff],
  'Hebrew and Arabic': [0x590, 0x6ff],
  Devanagari: [0x900, 0x97f],
  'Hangul parts': [0x1100, 0x11ff],
  'spaces and direction marks': [0x2000, 0x206f],
  'circled letters': [0x2460, 0x24ff],
  'CJK words in one letter': [0x3300, 0x33ff],
  ideographs: [0x4e00, 0x9fff],
  'Hangul syllables': [0xac00, 0xd7a3],
  'lone surrogates': [0xd800, 0xdfff],
  'private use': [0xe000, 0xf8ff],
  ligatures: [0xfb00, 0xfdff],
  'wide and half-wide': [0xff00, 0xffef],
  'mathematical letters': [0x1d400, 0x1d7ff],
  pictures: [0x1f300, 0x1faff],
  tags: [0xe0000, 0xe007f],
};

/** Small pieces that cost much or hide much where they are repeated. */
export const pieces: readonly string[] = [
  ...['\uFDFA', '\u0301', '\u200b', ' ', '\n', '\t', '"', "'", '@', '@a', '<', '<a', '<b>', '&amp;', '1', '1 ', 'a'],
  ...[
    'i ',
    '*',
    'k*ll ',
    'k.i.l.l ',
    'k i l l ',
    'suicidel ',
    'i want to diw ',
    'took all the ',
    'he wont let ',
    'not ',
  ],
  ...['👨‍👩‍👧', '💊', '\ud800', '\udfff', '!!!!', '. ', ',', 'ñ', '- ', 'my my my husband ', 'killxmyself '],
];

/** A piece repeated to a length in code units, or a little less. Pure. */
export const filled = (piece: string, length: number): string => piece.repeat(Math.floor(length / piece.length));

/** A text of a block's characters, one after the other, over and over. Pure. */
export function ofBlock([first, last]: readonly [number, number], length: number): string {
  let round = '';
  for (let code = first; code <= last && round.length < length; code += 1) round += String.fromCodePoint(code);
  return filled(round, length);
}
