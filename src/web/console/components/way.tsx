import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { WaySent, WayView } from '../../../domain/console/people.ts';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { call } from '../state/call.ts';
import { user } from '../state/session.ts';
import { named, t } from '../texts.ts';
import { Field, formOf, said } from './field.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

interface Props {
  /** Whose way it is, by id. */
  readonly person: string;
  readonly way: WayView;
  /** Called when it may look otherwise than before; without it nothing but a test is offered. */
  readonly onChanged?: () => Promise<void>;
}

/** A contact way: whether it works, a test of it, and the code that makes it count. */
export function Way({ person, way: { id, kind, ends, state, code }, onChanged }: Props): JSX.Element {
  const { busy, trouble, run } = useWork();
  const sent = useSignal<WaySent | null>(null);
  const path = `people/${encodeURIComponent(person)}/ways/${encodeURIComponent(id)}`;
  const test = (): void =>
    void run(async () => {
      sent.value = await call<WaySent>(`${path}/test`, {});
      await onChanged?.();
    });
  const remove = (): void =>
    void run(async () => {
      await call(`${path}/remove`, {});
      await onChanged?.();
    });
  const onCode = (event: Event): void => {
    const digits = said(formOf(event), 'code');
    void run(async () => {
      await call(`${path}/code`, { code: digits });
      sent.value = null;
      await onChanged?.();
    });
  };
  return (
    <li class="way">
      <p>
        <strong>{named('way', kind)}</strong> …<bdi>{ends}</bdi>{' '}
        <span class={state === 'works' ? 'good' : 'bad'}>{t(`way.${state}`)}</span> {code && <code>{code}</code>}
      </p>
      <div class="case-acts">
        <button
          type="button"
          class="button button-small"
          aria-disabled={busy.value}
          onClick={test}
          aria-label={t('way.test-of', { way: `${named('way', kind)} …${ends}` })}
        >
          {t(state === 'works' ? 'way.test' : 'way.code')}
        </button>
        {onChanged && (
          <button
            type="button"
            class="button button-small"
            aria-disabled={busy.value}
            onClick={remove}
            aria-label={t('way.remove-of', { way: `${named('way', kind)} …${ends}` })}
          >
            {t('remove')}
          </button>
        )}
      </div>
      <Trouble of={trouble} />
      <p role="status" class="hint">
        {sent.value && sentWords(sent.value)}
      </p>
      {onChanged && (state === 'untried' || sent.value?.what === 'code') && (
        <form class="inline-form" onSubmit={onCode}>
          <Field label={t('way.code-back')} name="code" inputMode="numeric" pattern="[0-9]{6}" maxLength={6} required />
          <button type="submit" class="button">
            {t('way.verify')}
          </button>
        </form>
      )}
    </li>
  );
}

/** What became of a test, or a code. */
function sentWords({ what, ok, code, quietUntil }: WaySent): string {
  if (quietUntil !== null)
    return t('way.quiet', { until: moment(quietUntil, user.value?.zone ?? 'UTC', language.value) });
  return ok ? t(`way.sent.${what}`) : t('way.failed', { code: code ?? '' });
}
