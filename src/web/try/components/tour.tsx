import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { InfoIcon } from '../../shared/components/icons.tsx';
import { t } from '../texts.ts';
import { endTour, tourStep, tourSteps } from '../tour.ts';

/** What this page is, in three steps, until the newcomer puts it away. It takes no focus before somebody uses it. */
export function Tour(): JSX.Element | null {
  const step = tourStep.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (step !== null && step !== before.current) heading.current?.focus();
    before.current = step;
  }, [step]);
  if (step === null) return null;
  const name = tourSteps[step] ?? 'phones';
  return (
    <section
      class="tour"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      onKeyDown={({ key }) => key === 'Escape' && endTour()}
    >
      <InfoIcon />
      <div class="tour-words">
        <h2 id="tour-title" tabIndex={-1} ref={heading}>
          {t(`tour.${name}.title`)}{' '}
          <span class="faint">{t('tour.of', { step: step + 1, steps: tourSteps.length })}</span>
        </h2>
        <p id="tour-text">{t(`tour.${name}`)}</p>
      </div>
      <Steps step={step} />
    </section>
  );
}

function Steps({ step }: { readonly step: number }): JSX.Element {
  const last = step === tourSteps.length - 1;
  const go = (to: number) => () => {
    tourStep.value = to;
  };
  return (
    <div class="tour-acts">
      {step > 0 && (
        <button type="button" class="button" onClick={go(step - 1)}>
          {t('tour.back')}
        </button>
      )}
      {!last && (
        <button type="button" class="button" onClick={endTour}>
          {t('tour.skip')}
        </button>
      )}
      <button type="button" class="button button-main" onClick={last ? endTour : go(step + 1)}>
        {t(last ? 'tour.done' : 'tour.next')}
      </button>
    </div>
  );
}
