import type { JSX } from 'preact';
import { liveState } from '../state/live.ts';
import { t } from '../texts.ts';

/** Whether news arrive by themselves. */
export const Live = (): JSX.Element => (
  <p class={`live live-${liveState.value}`} role="status">
    <span class="live-dot" aria-hidden="true" />
    {t(`live.${liveState.value}`)}
  </p>
);
