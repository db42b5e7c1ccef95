import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';

/** What went wrong. The region stays; only its words come and go, so that they are heard. */
export const Trouble = ({ of }: { readonly of: Signal<string> }): JSX.Element => (
  <p class="case-trouble" role="alert">
    {of.value || null}
  </p>
);
