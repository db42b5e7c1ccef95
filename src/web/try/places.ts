import { effect, signal } from '@preact/signals';

/** The three things to look at, in their order. */
export const places = ['alex', 'sam', 'counselor'] as const;
/** One of them. */
export type Place = (typeof places)[number];

const small = window.matchMedia('(max-width: 44rem)');
/** Whether there is room for one thing at a time. */
export const narrow = signal(small.matches);
small.addEventListener('change', () => {
  narrow.value = small.matches;
});

/** The place a small screen shows. */
export const shown = signal<Place>('alex');
/** Phones out of sight that got a message. */
export const unread = signal<ReadonlySet<string>>(new Set());

/** Whether a place is out of sight now. */
export const outOfSight = (place: string): boolean => narrow.peek() && shown.peek() !== place;

/** Notes that a phone out of sight got a message. */
export const markUnread = (place: string): void => {
  unread.value = new Set([...unread.peek(), place]);
};

effect(() => {
  const left = narrow.value ? [...unread.value].filter((place) => place !== shown.value) : [];
  if (left.length < unread.value.size) unread.value = new Set(left);
});
