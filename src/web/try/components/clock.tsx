import type { JSX } from 'preact';
import { language } from '../../shared/prefs.ts';
import { clockTime, day, moment, sameDay, zoneName } from '../../shared/time.ts';
import type { Step } from '../api.ts';
import type { TextKey } from '../dictionary.ts';
import { clockFailed, move, moving, stage, zone } from '../store.ts';
import { t } from '../texts.ts';

const steps: readonly { readonly key: TextKey; readonly step: Step }[] = [
  { key: 'clock.15m', step: { advance: 'PT15M' } },
  { key: 'clock.1h', step: { advance: 'PT1H' } },
  { key: 'clock.1d', step: { advance: 'P1D' } },
];

/** The story's time, and the buttons that move it. */
export function Clock(): JSX.Element {
  const due = stage.value?.nextDue ?? null;
  return (
    <section class="clock" aria-labelledby="clock-title" aria-busy={moving.value}>
      <h2 id="clock-title" class="unseen">
        {t('clock')}
      </h2>
      <Now />
      <div class="clock-acts">
        {steps.map(({ key, step }) => (
          <StepButton key={key} step={step} off={stage.value === null}>
            {t(key)}
          </StepButton>
        ))}
        <StepButton step={{ to: 'next' }} off={due === null}>
          {t('clock.next')}
        </StepButton>
      </div>
      <p class="clock-failed" role="alert">
        {clockFailed.value && t('clock.failed')}
      </p>
      {moving.value && <div class="progress" role="progressbar" aria-label={t('clock.busy')} />}
    </section>
  );
}

function Now(): JSX.Element {
  const now = stage.value?.now;
  const speech = language.value;
  return (
    <p class="clock-now">
      <span class="unseen">{t('clock.now')} </span>
      <time class="clock-time">{now === undefined ? '–' : clockTime(now, zone.value, speech)}</time>{' '}
      <span class="clock-day">
        {now !== undefined && day(now, zone.value, speech)}
        <span class="clock-more">
          {now !== undefined && zoneName(now, zone.value, speech)} · {nextWords()}
        </span>
      </span>
    </p>
  );
}

function nextWords(): string {
  if (moving.value) return t('clock.busy');
  const { now, nextDue } = stage.value ?? {};
  if (now === undefined) return '';
  if (!nextDue) return t('clock.none');
  const soon = sameDay(now, nextDue, zone.value) ? clockTime : moment;
  return t('clock.nextAt', { time: soon(nextDue, zone.value, language.value) });
}

/** Keeps its focus while time passes: switched off by `aria-disabled`, not by `disabled`. */
function StepButton(props: { readonly step: Step; readonly off: boolean; readonly children: string }): JSX.Element {
  const off = props.off || moving.value;
  return (
    <button type="button" class="button" aria-disabled={off} onClick={() => void (off || move(props.step))}>
      {props.children}
    </button>
  );
}
