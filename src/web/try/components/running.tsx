import type { JSX } from 'preact';
import { language } from '../../shared/prefs.ts';
import { duration, ms, shortMoment } from '../../shared/time.ts';
import { nameOf, stage, zone } from '../store.ts';
import { t } from '../texts.ts';

/**
 * What runs on this phone just now, for whoever rehearses: which exercise, at which place, whose turn it is, and how long the step still
 * waits. No partner ever sees this line.
 */
export function Running({ user }: { readonly user: string }): JSX.Element | null {
  const { now, partners = [] } = stage.value ?? {};
  const running = partners.find((one) => one.user === user)?.running;
  if (!running || now === undefined) return null;
  const { exercise, place, part, until } = running;
  const speech = language.value;
  return (
    <section class={`running running-${part}`} aria-label={t('running.of', { name: nameOf(user) })}>
      <p>
        <strong>{exercise}</strong> <span class="running-place">{place}</span>
      </p>
      <p>
        {t(`running.${part}`)}
        {until !== null &&
          ` · ${t('running.until', {
            time: shortMoment(until, now, zone.value, speech),
            left: duration(ms(until) - ms(now), speech),
          })}`}
      </p>
    </section>
  );
}
