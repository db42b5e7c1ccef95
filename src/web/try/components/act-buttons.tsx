import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import type { ActName } from '../acts.ts';
import { t } from '../texts.ts';
import type { CaseView } from '../wire.ts';

interface Props {
  readonly alert: CaseView;
  readonly acts: readonly ActName[];
  readonly busy: boolean;
  readonly onAct: (act: UnsignedAct) => Promise<boolean>;
  readonly closing: Signal<boolean>;
}

/** What the counselor can do, the likeliest first. */
export function ActButtons({ alert, acts, busy, onAct, closing }: Props): JSX.Element | null {
  if (acts.length === 0) return null;
  const press = (name: ActName): void => {
    if (busy) return;
    if (name === 'close') closing.value = true;
    else void onAct({ type: name });
  };
  return (
    <div class="case-acts">
      {acts.map((name, index) => (
        <button
          key={name}
          type="button"
          class={index === 0 ? 'button button-main' : 'button'}
          aria-disabled={busy}
          aria-label={t('act.of', { act: t(`act.${name}`), name: alert.partner, case: alert.caseCode })}
          onClick={() => press(name)}
        >
          {t(`act.${name}`)}
        </button>
      ))}
    </div>
  );
}
