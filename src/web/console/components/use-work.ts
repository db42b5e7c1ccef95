import { batch, type Signal, useSignal } from '@preact/signals';
import { kindly } from '../trouble.ts';

/** Something that a form does: once at a time, and what goes wrong is told. */
export interface Work {
  readonly busy: Signal<boolean>;
  readonly trouble: Signal<string>;
  /** Does it; true when it worked. `name`: whom it is about. */
  run(doing: () => Promise<unknown>, name?: string): Promise<boolean>;
}

/** What a form needs to do something over the network. */
export function useWork(): Work {
  const busy = useSignal(false);
  const trouble = useSignal('');
  const run: Work['run'] = async (doing, name) => {
    if (busy.value) return false;
    batch(() => {
      busy.value = true;
      trouble.value = '';
    });
    const wrong = await doing().then(
      () => '',
      (error: unknown) => kindly(error, name),
    );
    batch(() => {
      busy.value = false;
      trouble.value = wrong;
    });
    return wrong === '';
  };
  return { busy, trouble, run };
}
