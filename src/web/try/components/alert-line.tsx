import type { JSX } from 'preact';
import { waited } from '../../shared/case/order.ts';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { language } from '../../shared/prefs.ts';
import { duration, ms } from '../../shared/time.ts';
import { narrow, shown } from '../places.ts';
import { stage, unclaimed } from '../store.ts';
import { n, t } from '../texts.ts';

/** Where the counselor's panel is out of sight: how many alerts nobody has claimed and how long; it leads there. */
export function AlertLine(): JSX.Element | null {
  const [longest] = unclaimed.value;
  if (!longest || (narrow.value && shown.value === 'counselor')) return null;
  const time = duration(waited(longest, ms(stage.value?.now ?? longest.raisedAt)), language.value);
  const go = (): void => {
    shown.value = 'counselor';
    requestAnimationFrame(() => {
      const title = document.getElementById('counselor-panel-title');
      title?.scrollIntoView({ block: 'start' });
      title?.focus({ preventScroll: true });
    });
  };
  return (
    <button type="button" class="alert-line" onClick={go}>
      <WarnIcon />
      <span>
        {n('line.open', unclaimed.value.length)}, {t('wait.open', { time })}
      </span>
      <span class="alert-line-go">{t('line.go')}</span>
    </button>
  );
}
