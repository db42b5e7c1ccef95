import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { startOver } from '../store.ts';
import { t } from '../texts.ts';

/** Starts the sample couple over, once it was asked. The browser keeps the focus in the question and gives it back. */
export function StartOver(): JSX.Element {
  const question = useRef<HTMLDialogElement>(null);
  const busy = useSignal(false);
  const failed = useSignal(false);
  const run = async (): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    failed.value = false;
    try {
      await startOver();
      question.current?.close();
    } catch {
      failed.value = true;
    } finally {
      busy.value = false;
    }
  };
  return (
    <>
      <button type="button" class="button button-small" onClick={() => question.current?.showModal()}>
        {t('reset')}
      </button>
      <dialog class="question" ref={question} aria-labelledby="reset-title" aria-describedby="reset-what">
        <h2 id="reset-title">{t('reset.title')}</h2>
        <p id="reset-what">{t('reset.what')}</p>
        <p class="case-trouble" role="alert">
          {failed.value ? t('reset.failed') : null}
        </p>
        <div class="case-acts">
          <button type="button" class="button" autofocus onClick={() => question.current?.close()}>
            {t('reset.cancel')}
          </button>
          <button type="button" class="button button-main" aria-disabled={busy.value} onClick={() => void run()}>
            {t(busy.value ? 'reset.busy' : 'reset.do')}
          </button>
        </div>
      </dialog>
    </>
  );
}
