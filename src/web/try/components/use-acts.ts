import { batch, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import type { FormName } from '../../shared/case/acts.ts';
import { kindly } from '../../shared/case/trouble.ts';
import type { CaseView } from '../../shared/case/views.ts';
import { act } from '../store.ts';

/** What a card of something that counselors act on needs: what is going on with it, and how it is acted on. */
export interface Acts {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** Which form stands open. */
  readonly form: Signal<FormName | null>;
  readonly busy: Signal<boolean>;
  readonly trouble: Signal<string>;
  /** Acts once at a time; true when it worked. What did not is told in `trouble`. */
  run(doing: UnsignedAct): Promise<boolean>;
  /** Leaves the form. */
  stayOpen(): void;
}

/** Acts on an alert, or a request. Touches the network and the focus. */
export function useActs(of: CaseView): Acts {
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useSignal<FormName | null>(null);
  const busy = useSignal(false);
  const trouble = useSignal('');

  const run = async (doing: UnsignedAct): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    trouble.value = '';
    const wrong = await act(of, doing).then(
      () => null,
      (error: unknown) => kindly(error, of.partner),
    );
    batch(() => {
      busy.value = false;
      if (wrong === null) form.value = null;
      trouble.value = wrong ?? '';
    });
    requestAnimationFrame(() => keepFocus(heading.current));
    return wrong === null;
  };
  const stayOpen = (): void => {
    form.value = null;
    requestAnimationFrame(() => keepFocus(heading.current));
  };
  return { heading, form, busy, trouble, run, stayOpen };
}

/** A button that was pressed may be gone: its focus goes to its case, or to the panel when that is gone too. */
function keepFocus(heading: HTMLElement | null): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  (heading?.isConnected ? heading : document.getElementById('counselor-panel-title'))?.focus();
}
