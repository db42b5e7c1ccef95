import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { language } from '../../shared/prefs.ts';
import { duration } from '../../shared/time.ts';
import { now, nowMinute } from '../state/clock.ts';

/** A length of time as a stopwatch shows it: `0:48`, `1:02:10`. Pure. */
export function stopwatch(length: number): string {
  const seconds = Math.max(0, Math.floor(length / 1_000));
  const two = (count: number): string => String(count).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

interface Props {
  /** What is shown now; a screen reader is told `words`. */
  readonly shown: () => string;
  readonly words: () => string;
}

/** A length of time that counts. Only its text is drawn anew each second: hundreds of them may stand in a list. */
function Counting({ shown, words }: Props): JSX.Element {
  const seen = useComputed(shown);
  const heard = useComputed(words);
  return (
    <time>
      <span aria-hidden="true">{seen}</span>
      <span class="unseen">{heard}</span>
    </time>
  );
}

const day = 86_400_000;
const said = (length: number): string => duration(length, language.value);
const counted = (length: number): string => (length >= day ? said(length) : stopwatch(length));

/** How long something has been so, counting; beyond a day in words. A screen reader is told whole minutes. */
export const Wait = ({ since }: { readonly since: number }): JSX.Element => (
  <Counting key={since} shown={() => counted(now.value - since)} words={() => said(nowMinute.value - since)} />
);

/** How long until something happens, counting. */
export const Until = ({ at }: { readonly at: number }): JSX.Element => (
  <Counting
    key={at}
    shown={() => counted(Math.max(0, at - now.value))}
    words={() => said(Math.max(0, at - nowMinute.value))}
  />
);
