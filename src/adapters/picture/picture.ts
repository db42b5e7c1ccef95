import { createRequire } from 'node:module';
import { createLru } from '../../domain/lru.ts';
import type { Pictures } from '../../ports/pictures.ts';
import { cardSvg } from './svg.ts';

/** Different cards that are kept drawn: there are few, and one is read again and again. */
const mostKept = 50;

type Drawing = Pick<typeof import('@resvg/resvg-js'), 'Resvg'>;

const load = createRequire(import.meta.url);

/**
 * Cards drawn by resvg, with the one font of ours: none of the machine's is looked at, so a card is the same everywhere. The
 * drawing code is loaded with the first card. Reads the font's file.
 */
export function createPictures(
  fontFile: string,
  of: () => Drawing = () => load('@resvg/resvg-js') as Drawing,
): Pictures {
  const kept = createLru<Uint8Array>(mostKept);
  return {
    draw(words) {
      const known = kept.get(words);
      if (known) return known;
      try {
        const { Resvg } = of();
        const font = { fontFiles: [fontFile], loadSystemFonts: false, defaultFontFamily: 'Nunito' };
        const drawn = new Resvg(cardSvg(words), { font }).render().asPng();
        kept.set(words, drawn);
        return drawn;
      } catch {
        return null;
      }
    },
  };
}
