import type { Language } from '../../domain/language.ts';
import { localDate, spokenTime } from '../../domain/local-time.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long something has waited, as a text counts it: whole minutes up to two hours, whole hours up to two days, else days. Pure. */
export function waited(since: number, at: number): { readonly unit: string; readonly count: number } {
  const ms = Math.max(0, at - since);
  if (ms < minute) return { unit: 'now', count: 0 };
  if (ms < 2 * hour) return { unit: 'minutes', count: Math.floor(ms / minute) };
  if (ms < 48 * hour) return { unit: 'hours', count: Math.floor(ms / hour) };
  return { unit: 'days', count: Math.floor(ms / (24 * hour)) };
}

/** A moment on the wall of a zone, such as `2026-11-28 7:40 PM`. Pure. */
export const localMoment = (instant: number, zone: string, language: Language): string =>
  `${localDate(instant, zone)} ${spokenTime(instant, zone, language)}`;
