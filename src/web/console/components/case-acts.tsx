import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CasePage, RequestCase } from '../../../domain/console/case.ts';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { announce } from '../../shared/announce.ts';
import { ActButtons } from '../../shared/case/act-buttons.tsx';
import { ActForm } from '../../shared/case/act-form.tsx';
import { type ActName, actsFor, type FormName, moreActsFor } from '../../shared/case/acts.ts';
import { CloseRequest } from '../../shared/case/close-request.tsx';
import { Tasks } from '../../shared/case/tasks.tsx';
import { act } from '../state/case.ts';
import { now } from '../state/clock.ts';
import { colleagues } from '../state/colleagues.ts';
import { myName, user } from '../state/session.ts';
import { requestViewOf, viewOf } from '../state/view-of.ts';
import { t } from '../texts.ts';
import { Ended } from './ended.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

/** What can be done with the case, and what is still to be done in it. */
export function CaseActs({ of }: { readonly of: CasePage | RequestCase }): JSX.Element {
  const form = useSignal<FormName | null>(null);
  const { busy, trouble, run } = useWork();
  const view = of.kind === 'alert' ? viewOf(of) : requestViewOf(of);
  const me = myName.value;
  const doIt = async (doing: UnsignedAct): Promise<boolean> => {
    const worked = await run(() => act(doing), view.partner);
    if (worked) {
      form.value = null;
      announce(t(`done.${doing.type}`, { name: view.partner }));
    }
    keepFocus();
    return worked;
  };
  const cancel = (): void => {
    form.value = null;
    keepFocus();
  };
  const allowed = (names: readonly ActName[]): readonly ActName[] => names.filter((name) => of.mayDo.includes(name));
  const likely = allowed(actsFor(view, me));
  const more = of.kind === 'alert' ? allowed(moreActsFor(viewOf(of), me)) : allowed(['take-over']);
  return (
    <section class="opened-acts" aria-label={t('case.acts')} aria-busy={busy.value}>
      <Trouble of={trouble} />
      {of.kind === 'alert' && form.value ? (
        <ActForm
          key={form.value}
          form={form.value}
          alert={viewOf(of)}
          {...{ me, busy: busy.value, onDo: doIt, onCancel: cancel, people: colleagues.value }}
        />
      ) : form.value === 'close' ? (
        <CloseRequest of={view} busy={busy.value} onClose={doIt} onCancel={cancel} />
      ) : (
        <ActButtons
          {...{ of: view, me, form, busy: busy.value, onAct: doIt, acts: likely }}
          more={more.filter((name) => !likely.includes(name))}
        />
      )}
      {of.kind === 'alert' && (
        <>
          <Tasks
            {...{ alert: viewOf(of), busy: busy.value, now: now.peek(), zone: user.value?.zone ?? 'UTC', onAct: doIt }}
            mayAct={of.mayDo.includes('task-done')}
          />
          <Ended of={of} busy={busy.value} onSign={doIt} />
        </>
      )}
    </section>
  );
}

/** A button that was pressed may be gone: its focus goes to the heading of the case. */
function keepFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById('case-title')?.focus();
  });
}
