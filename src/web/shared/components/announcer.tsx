import type { JSX } from 'preact';
import { assertively, politely } from '../announce.ts';

/** The regions that screen readers listen to. They stay in the page; only their words come and go. */
export const Announcer = (): JSX.Element => (
  <div class="unseen">
    <div aria-live="polite" aria-atomic="true">
      {politely}
    </div>
    <div aria-live="assertive" aria-atomic="true">
      {assertively}
    </div>
  </div>
);
