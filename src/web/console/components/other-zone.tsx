import type { JSX } from 'preact';
import type { CasePage, RequestCase } from '../../../domain/console/case.ts';
import { language } from '../../shared/prefs.ts';
import { zoneName } from '../../shared/time.ts';
import { now } from '../state/clock.ts';
import { user } from '../state/session.ts';
import { t } from '../texts.ts';

interface Props {
  readonly of: CasePage | RequestCase;
  /** Whether the times beside it are the reader's own, and not the partner's. */
  readonly mine?: boolean;
}

/** Whose times stand here, where the partner's clock and the reader's are not the same; nothing where they are. */
export function OtherZone({ of: { partner }, mine = false }: Props): JSX.Element | null {
  const own = user.value?.zone ?? partner.zone;
  const [theirs, ours] = [partner.zone, own].map((zone) => zoneName(now.peek(), zone, language.value));
  if (theirs === ours) return null;
  return (
    <p class="hint">
      {mine ? t('zone.mine', { zone: ours ?? '' }) : t('zone.theirs', { name: partner.name, zone: theirs ?? '' })}
    </p>
  );
}
