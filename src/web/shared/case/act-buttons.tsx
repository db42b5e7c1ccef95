import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { sharedText as t } from '../words.ts';
import { type ActName, type FormName, formNames, takenFrom } from './acts.ts';
import type { CaseView } from './views.ts';

interface Props {
  readonly of: CaseView;
  readonly acts: readonly ActName[];
  /** What is folded away. */
  readonly more?: readonly ActName[];
  readonly me: string;
  readonly busy: boolean;
  readonly onAct: (act: UnsignedAct) => Promise<boolean>;
  readonly form: Signal<FormName | null>;
}

/** What can be done, the likeliest first, and the rest folded away. */
export function ActButtons({ of, acts, more = [], me, busy, onAct, form }: Props): JSX.Element {
  const press = (name: ActName): void => {
    if (busy) return;
    if (isForm(name)) form.value = name;
    else void onAct(name === 'take-over' ? { type: name, ...takenFrom(of, me) } : { type: name });
  };
  const row = (names: readonly ActName[], hasMain: boolean): JSX.Element => (
    <div class="case-acts">
      {names.map((name, index) => (
        <button
          key={name}
          type="button"
          class={hasMain && index === 0 ? 'button button-main' : 'button'}
          aria-disabled={busy}
          aria-label={t('act.of', { act: labelOf(name, of, me), name: of.partner, case: of.caseCode })}
          onClick={() => press(name)}
        >
          {labelOf(name, of, me)}
        </button>
      ))}
    </div>
  );
  return (
    <>
      {acts.length > 0 && row(acts, true)}
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

function labelOf(name: ActName, of: CaseView, me: string): string {
  const { from } = takenFrom(of, me);
  return name === 'take-over' && from !== undefined ? t('act.take-from', { holder: from }) : t(`act.${name}`);
}
