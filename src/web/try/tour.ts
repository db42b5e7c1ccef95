import { signal } from '@preact/signals';
import { kept } from '../shared/prefs.ts';

/** What a newcomer is shown, in its order: each names the part of the page that it speaks of. */
export const tourSteps = ['phones', 'clock', 'counselor'] as const;

/** Whether the newcomer has put the tour away; then it comes only when it is asked for. */
export const explained = kept<'yes' | 'no'>('explained', (text) => (text === 'yes' ? 'yes' : 'no'));

/** The step that is shown; null for none. */
export const tourStep = signal<number | null>(explained.peek() === 'yes' ? null : 0);

let opener: Element | null = null;

/** Shows the tour from its beginning. */
export function openTour(): void {
  opener = document.activeElement;
  tourStep.value = 0;
}

/** Puts the tour away for good; the focus goes back to where the tour was asked for, else to the chats. */
export function endTour(): void {
  tourStep.value = null;
  explained.value = 'yes';
  const back = opener instanceof HTMLElement && opener.isConnected ? opener : document.getElementById('main');
  opener = null;
  back?.focus({ preventScroll: true });
}
