import { type Paint, pngOf } from './png.ts';

/** The accent of the app, and its parts. */
export const accent = '#2F5D62';
const ground = [0x2f, 0x5d, 0x62, 255] as const;
const white = [255, 255, 255, 255] as const;
const nothing = [0, 0, 0, 0] as const;

/** Two rings beside each other that share a part: the middle and the radius of each, and how wide its line is. */
const middles = [0.385, 0.615] as const;

const isOnRing = (x: number, y: number, radius: number, width: number): boolean =>
  middles.some((middle) => Math.abs(Math.hypot(x - middle, y - 0.5) - radius) <= width / 2);

const colored: Paint = (x, y) => (isOnRing(x, y, 0.2, 0.055) ? white : ground);
const outlined: Paint = (x, y) => (isOnRing(x, y, 0.28, 0.075) ? white : nothing);

/** The icon of the app in color, 192 x 192. Pure. */
export const colorIcon = (): Uint8Array => pngOf(192, colored);

/** The icon as an outline, white on nothing, 32 x 32. Pure. */
export const outlineIcon = (): Uint8Array => pngOf(32, outlined);
