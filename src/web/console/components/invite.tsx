import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type ChannelName, channelNames, channelTraits } from '../../../domain/channel.ts';
import type { InviteCodeView } from '../../../domain/console/couples.ts';
import type { Side } from '../../../domain/partner.ts';
import { language } from '../../shared/prefs.ts';
import { moment } from '../../shared/time.ts';
import { call } from '../state/call.ts';
import { user } from '../state/session.ts';
import { t } from '../texts.ts';
import { Choice, formOf, said } from './field.tsx';
import { Trouble } from './trouble.tsx';
import { useWork } from './use-work.ts';

/** The channels on which a partner joins by a code. */
export const invitable: readonly ChannelName[] = channelNames.filter((name) => channelTraits[name].takesInvites);

interface Props {
  readonly couple: string;
  readonly side: Side;
  readonly name: string;
}

/** Makes a new code for a channel, in place of the one before. */
export function InviteForm({ couple, side, name }: Props): JSX.Element {
  const code = useSignal<InviteCodeView | null>(null);
  const { busy, trouble, run } = useWork();
  const onSubmit = (event: Event): void => {
    const channel = said(formOf(event), 'channel');
    void run(async () => {
      code.value = await call(`couples/${encodeURIComponent(couple)}/partners/${side}/invite`, { channel });
    }, name);
  };
  return (
    <form class="inline-form" onSubmit={onSubmit}>
      <Choice label={t('invite.channel', { name })} name="channel" required>
        {invitable.map((channel) => (
          <option key={channel} value={channel}>
            {t(`channel.${channel}`)}
          </option>
        ))}
      </Choice>
      <button type="submit" class="button" aria-disabled={busy.value}>
        {t('invite.do')}
      </button>
      <Trouble of={trouble} />
      {code.value && <CodeShown code={code.value} name={name} />}
    </form>
  );
}

/** A code, once: only its digest is kept. */
export function CodeShown({
  code: { channel, code, expiresAt },
  name,
}: {
  readonly code: InviteCodeView;
  readonly name: string;
}): JSX.Element {
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => box.current?.focus(), [code]);
  return (
    <p class="code-shown" tabIndex={-1} ref={box}>
      {t('invite.code', { name, channel: t(`channel.${channel}`) })} <code>{code}</code>
      <span class="hint">
        {t('invite.once', { until: moment(expiresAt, user.value?.zone ?? 'UTC', language.value) })}
      </span>
    </p>
  );
}
