import { batch, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { Level } from '../../shared/components/level.tsx';
import { language } from '../../shared/prefs.ts';
import { duration, ms } from '../../shared/time.ts';
import { type FormName, mayAct, mayWrite } from '../acts.ts';
import { overdue, waited } from '../order.ts';
import { act, stage } from '../store.ts';
import { t } from '../texts.ts';
import { kindly } from '../trouble.ts';
import type { AlertView } from '../wire.ts';
import { ActButtons } from './act-buttons.tsx';
import { ActForm } from './act-form.tsx';
import { Pages } from './pages.tsx';
import { SayLine } from './say-line.tsx';
import { Sheet } from './sheet.tsx';
import { Tasks } from './tasks.tsx';

/** One case: how bad, who, since when, what can be done. */
export function AlertCard({ alert, me }: { readonly alert: AlertView; readonly me: string }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useSignal<FormName | null>(null);
  const busy = useSignal(false);
  const trouble = useSignal('');

  const run = async (doing: UnsignedAct): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    trouble.value = '';
    const wrong = await act(alert, doing).then(
      () => null,
      (error: unknown) => kindly(error, alert.partner),
    );
    batch(() => {
      busy.value = false;
      if (wrong === null) form.value = null;
      trouble.value = wrong ?? '';
    });
    requestAnimationFrame(() => keepFocus(heading.current));
    return wrong === null;
  };

  return (
    <li>
      <article class={`case case-${alert.level}`} aria-labelledby={`case-${alert.id}`} aria-busy={busy.value}>
        <span class="case-bar" />
        <header class="case-head">
          <Level level={alert.level} />
          <Wait alert={alert} />
          <h3 id={`case-${alert.id}`} tabIndex={-1} ref={heading}>
            {alert.partner} <span class="faint">{alert.caseCode}</span>
          </h3>
          <p class="case-family">{t(`family.${alert.family}`)}</p>
        </header>
        <p class={`case-status status-${alert.status}`}>{statusWords(alert, me)}</p>
        <p class="case-trouble" role="alert">
          {trouble.value || null}
        </p>
        <Tasks alert={alert} mayAct={mayAct(alert, me)} busy={busy.value} onAct={run} />
        {form.value ? (
          <ActForm
            key={form.value}
            form={form.value}
            alert={alert}
            me={me}
            busy={busy.value}
            onDo={run}
            onCancel={() => stayOpen(form, heading.current)}
          />
        ) : (
          <ActButtons alert={alert} me={me} busy={busy.value} onAct={run} form={form} />
        )}
        {mayWrite(alert, me) && !form.value && <SayLine alert={alert} me={me} busy={busy.value} onSay={run} />}
        <Sheet alert={alert} />
        <Pages pages={alert.pages} />
      </article>
    </li>
  );
}

/** How long the case has waited; a look of its own, and a sign, when that is too long. */
function Wait({ alert }: { readonly alert: AlertView }): JSX.Element {
  const now = ms(stage.value?.now ?? alert.raisedAt);
  const time = duration(waited(alert, now), language.value);
  const late = overdue(alert, now);
  return (
    <p class={late ? 'case-wait case-late' : 'case-wait'}>
      {late && <WarnIcon />}
      {t(alert.acknowledgedAt === null ? 'wait.open' : 'wait.seen', { time })}
    </p>
  );
}

function statusWords({ status, holder, unconfirmed }: AlertView, me: string): string {
  if (unconfirmed) return t(holder === me ? 'status.named.me' : 'status.named', { holder: holder ?? '' });
  if (status === 'open' || status === 'closed') return t(`status.${status}`);
  return holder === me ? t(`status.${status}.me`) : t(`status.${status}`, { holder: holder ?? '' });
}

/** A button that was pressed may be gone: its focus goes to its case, or to the panel when that is gone too. */
function keepFocus(heading: HTMLElement | null): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  (heading?.isConnected ? heading : document.getElementById('counselor-panel-title'))?.focus();
}

function stayOpen(form: { value: FormName | null }, heading: HTMLElement | null): void {
  form.value = null;
  requestAnimationFrame(() => keepFocus(heading));
}
