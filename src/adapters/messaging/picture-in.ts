import type { Rendered } from '../../ports/channel.ts';
import type { Pictures } from '../../ports/pictures.ts';

/** A picture card as it stands in a message: its bytes in an address of their own, and what it says. */
export interface Picture {
  readonly url: string;
  readonly words: string;
}

/** The most bytes that stand in a message: Teams takes 28 KB for one. */
const most = 20_000;

/** What each picture is called, whatever it shows. */
export const pictureFile = 'card.png';

/** The picture of a message; null where it has none, or it cannot be drawn: the text then goes alone. */
export function pictureIn({ picture: words }: Pick<Rendered, 'picture'>, pictures: Pictures): Picture | null {
  const drawn = words === undefined ? null : pictures.draw(words);
  if (words === undefined || !drawn || drawn.length * (4 / 3) > most) return null;
  return { url: `data:image/png;base64,${Buffer.from(drawn).toString('base64')}`, words };
}
