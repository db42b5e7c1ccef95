/** A card as a drawing, px: wide enough for a phone, small enough to stand in a message itself. */
const width = 480;
const height = 270;

const inXml: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (words: string): string => words.replaceAll(/[&<>"']/g, (sign) => inXml[sign] ?? '');

/** The number that words begin with, and the rest; the words alone where they begin otherwise. */
function lines(words: string): readonly [string, string] {
  const [, number, rest] = /^(\d{1,3}) (.{1,24})$/.exec(words) ?? [];
  return number === undefined || rest === undefined ? ['', words.slice(0, 30)] : [number, rest];
}

/**
 * A picture card: a sun over two hills that meet, and a few words of ours. There is no person in it and nothing that says what is
 * counted. Flat grounds keep it small as PNG. Pure.
 */
export function cardSvg(words: string): string {
  const [number, rest] = lines(words);
  const text = (y: number, size: number, said: string): string =>
    `<text x="${width / 2}" y="${y}" font-size="${size}" text-anchor="middle" fill="#17324d">${escaped(said)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Nunito">`,
    `<rect width="${width}" height="${height}" fill="#fdf3dc"/>`,
    `<circle cx="${width / 2}" cy="118" r="104" fill="#ffd36e"/>`,
    `<path d="M0 222 Q130 150 320 270 L0 270 Z" fill="#5fa08b"/>`,
    `<path d="M168 270 Q340 140 480 212 L480 270 Z" fill="#3f7f78"/>`,
    number === '' ? text(130, 34, rest) : `${text(124, 84, number)}${text(166, 36, rest)}`,
    '</svg>',
  ].join('');
}
