import { batch, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { ApiError } from '../../shared/api.ts';
import { act } from '../store.ts';
import { t } from '../texts.ts';
import type { CaseView } from '../wire.ts';

/** What a card of something that counselors act on needs: what is going on with it, and how it is acted on. */
export interface Acts {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly closing: Signal<boolean>;
  readonly busy: Signal<boolean>;
  readonly trouble: Signal<string>;
  /** Acts once at a time; true when it worked. What did not is told in `trouble`. */
  run(doing: UnsignedAct): Promise<boolean>;
  /** Leaves the form that would close it. */
  stayOpen(): void;
}

/** Acts on an alert, or a request. Touches the network and the focus. */
export function useActs(of: CaseView): Acts {
  const heading = useRef<HTMLHeadingElement>(null);
  const closing = useSignal(false);
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
      closing.value = false;
      trouble.value = wrong ?? '';
    });
    requestAnimationFrame(() => keepFocus(heading.current));
    return wrong === null;
  };
  const stayOpen = (): void => {
    closing.value = false;
    requestAnimationFrame(() => keepFocus(heading.current));
  };
  return { heading, closing, busy, trouble, run, stayOpen };
}

/** Who has it, in words. Pure. */
export function statusWords({ status, holder }: CaseView, me: string): string {
  if (status === 'open' || status === 'closed') return t(`status.${status}`);
  return holder === me ? t(`status.${status}.me`) : t(`status.${status}`, { holder: holder ?? '' });
}

function kindly(error: unknown, name: string): string {
  if (!(error instanceof ApiError)) return t('act.failed');
  if (error.code === 'ALERT_HELD') return t('held.by', { holder: String(error.details['holder'] ?? ''), name });
  if (error.code === 'ALERT_CHANGED') return t('act.changed');
  if (error.code === 'TASK_OPEN') return t('act.taskOpen');
  return t(error.code === 'ALERT_NOT_OPEN' ? 'act.notOpen' : 'act.failed');
}

/** A button that was pressed may be gone: its focus goes to its case, or to the panel when that is gone too. */
function keepFocus(heading: HTMLElement | null): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  (heading?.isConnected ? heading : document.getElementById('counselor-panel-title'))?.focus();
}
