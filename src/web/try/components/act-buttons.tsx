import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { type ActName, actsFor, type FormName, formNames, moreActsFor, takenFrom } from '../acts.ts';
import { t } from '../texts.ts';
import type { AlertView } from '../wire.ts';

interface Props {
  readonly alert: AlertView;
  readonly me: string;
  readonly busy: boolean;
  readonly onAct: (act: UnsignedAct) => Promise<boolean>;
  readonly form: Signal<FormName | null>;
}

/** What can be done, the likeliest first, and the rest folded away. */
export function ActButtons({ alert, me, busy, onAct, form }: Props): JSX.Element {
  const press = (name: ActName): void => {
    if (busy) return;
    if (isForm(name)) form.value = name;
    else void onAct(name === 'take-over' ? { type: name, ...takenFrom(alert, me) } : { type: name });
  };
  const row = (acts: readonly ActName[], hasMain: boolean): JSX.Element => (
    <div class="case-acts">
      {acts.map((name, index) => (
        <button
          key={name}
          type="button"
          class={hasMain && index === 0 ? 'button button-main' : 'button'}
          aria-disabled={busy}
          aria-label={t('act.of', { act: labelOf(name, alert, me), name: alert.partner, case: alert.caseCode })}
          onClick={() => press(name)}
        >
          {labelOf(name, alert, me)}
        </button>
      ))}
    </div>
  );
  const [first, more] = [actsFor(alert, me), moreActsFor(alert, me)];
  return (
    <>
      {first.length > 0 && row(first, true)}
      {more.length > 0 && (
        <details class="more-acts">
          <summary>{t('act.more')}</summary>
          {row(more, false)}
        </details>
      )}
    </>
  );
}

const isForm = (name: ActName): name is FormName => formNames.some((form) => form === name);

function labelOf(name: ActName, alert: AlertView, me: string): string {
  const { from } = takenFrom(alert, me);
  return name === 'take-over' && from !== undefined ? t('act.take-from', { holder: from }) : t(`act.${name}`);
}
