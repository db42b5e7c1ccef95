import type { JSX } from 'preact';
import { language } from '../../shared/prefs.ts';
import { duration } from '../../shared/time.ts';
import { now } from '../state/clock.ts';

/** A length of time as a stopwatch shows it: `0:48`, `1:02:10`. Pure. */
export function stopwatch(length: number): string {
  const seconds = Math.max(0, Math.floor(length / 1_000));
  const two = (count: number): string => String(count).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How long something has been so, counting; beyond a day in words. A screen reader is told whole minutes. */
export function Wait({ since }: { readonly since: number }): JSX.Element {
  const length = now.value - since;
  const words = duration(length, language.value);
  if (length >= 86_400_000) return <time>{words}</time>;
  return (
    <time>
      <span aria-hidden="true">{stopwatch(length)}</span>
      <span class="unseen">{words}</span>
    </time>
  );
}

/** How long until something happens, counting. */
export function Until({ at }: { readonly at: number }): JSX.Element {
  const length = Math.max(0, at - now.value);
  return (
    <time>
      <span aria-hidden="true">{length >= 86_400_000 ? duration(length, language.value) : stopwatch(length)}</span>
      <span class="unseen">{duration(length, language.value)}</span>
    </time>
  );
}
