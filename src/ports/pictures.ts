/** Draws picture cards. */
export interface Pictures {
  /** A card with a few words of ours, as PNG; null where it cannot be drawn: its text then goes alone. */
  draw(words: string): Uint8Array | null;
}

/** Where nothing is drawn. */
export const noPictures: Pictures = { draw: () => null };
