import type { Signal } from '@preact/signals';
import { type ChannelName, channelTraits } from '../../domain/channel.ts';
import { kept } from '../shared/prefs.ts';
import type { Row } from './messages.ts';

/**
 * How a phone can look: each as one channel shows messages, whose traits say the rest. A new look is its channel here, its
 * name in the texts (`dress.…`), its channel in `tryLooks` (src/main.ts), and rules for `[data-dress='…']` in a `dress-….css`.
 */
export const dresses = ['direct-line', 'sms', 'slack', 'teams'] as const satisfies readonly ChannelName[];
/** One of them. */
export type Dress = (typeof dresses)[number];

const chosen = new Map<string, Signal<Dress>>();

/** How a user's phone looks; the browser keeps it. */
export function dressOf(user: string): Signal<Dress> {
  const known =
    chosen.get(user) ?? kept<Dress>(`dress.${user}`, (text) => dresses.find((one) => one === text) ?? 'direct-line');
  chosen.set(user, known);
  return known;
}

/** Whether answers are buttons; else they stand numbered in the text. Pure. */
export const hasButtons = (dress: Dress): boolean => channelTraits[dress].options === 'buttons';

/** Whether a message is cut in segments that are counted. Pure. */
export const hasSegments = (dress: Dress): boolean => channelTraits[dress].foldsToGsm;

/** Whether a picture card goes with its text. Pure. */
export const hasPictures = (dress: Dress): boolean => channelTraits[dress].pictures;

/** Whether a file is opened from its message. Pure. */
export const hasFiles = (dress: Dress): boolean => channelTraits[dress].shows.includes('file');

/** What a message says in a look; its own words where nothing else is known. Pure. */
export const wordsIn = (dress: Dress, { text, looks }: Pick<Row, 'text' | 'looks'>): string => looks?.[dress] ?? text;
