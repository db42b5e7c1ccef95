import type { JSX } from 'preact';
import type { QueueItem, RequestItem } from '../../../domain/console/queue.ts';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { Level } from '../../shared/components/level.tsx';
import { casePath } from '../places.ts';
import { myName } from '../state/session.ts';
import { n, t } from '../texts.ts';
import { Link } from './link.tsx';
import { Until, Wait } from './wait.tsx';

/** One alert: how bad, which case, since when, who has it. A code and no name. */
export function Row({ item, isOpen }: { readonly item: QueueItem; readonly isOpen: boolean }): JSX.Element {
  const { id, level, caseCode, side, family, raisedAt, status } = item;
  return (
    <li class={`row case-${level}`}>
      <Link to={casePath(id)} class="row-link" current={isOpen}>
        <span class="row-head">
          <Level level={level} />
          <strong class="row-code">
            {caseCode} <span class="faint">{side.toUpperCase()}</span>
          </strong>
          {status !== 'closed' && (
            <span class="row-wait">
              <Wait since={raisedAt} />
            </span>
          )}
        </span>
        <span class="row-what">
          {t(`family.${family}`)} · <span class={`status-${status}`}>{whose(item)}</span>
        </span>
        <More item={item} />
      </Link>
    </li>
  );
}

/** What is to be known beside: nobody calls unasked, who is called next, what is to be done or signed. */
function More({ item }: { readonly item: QueueItem }): JSX.Element | null {
  const { status, openTasks, unsigned, violence, escalatesAt } = item;
  const next = status === 'open' ? escalatesAt : null;
  if (!violence && next === null && openTasks + unsigned.length === 0) return null;
  return (
    <span class="row-more">
      {violence && (
        <span class="row-quiet">
          <WarnIcon />
          {t('row.violence')}
        </span>
      )}
      {next !== null && (
        <span>
          {t('row.escalates')} <Until at={next} />
        </span>
      )}
      {openTasks > 0 && <span>{n('row.tasks', openTasks)}</span>}
      {unsigned.length > 0 && <span>{t('row.unsigned')}</span>}
    </span>
  );
}

/** Who has it, in few words. */
function whose({ status, holder, unconfirmed, acknowledgement }: QueueItem): string {
  if (status === 'closed') return t('status.closed');
  if (unconfirmed) return t(holder === myName.value ? 'status.named.me' : 'whose.named', { holder: holder ?? '' });
  if (holder !== null) return holder === myName.value ? t('whose.me') : holder;
  return acknowledgement ? t('whose.looks', { name: acknowledgement.by }) : t('whose.nobody');
}

/** One request for a person: which case, what for, since when, who has it. */
export function RequestRow({ item, isOpen }: { readonly item: RequestItem; readonly isOpen: boolean }): JSX.Element {
  const { id, caseCode, side, raisedAt, reasons, holder } = item;
  return (
    <li class="row">
      <Link to={casePath(id)} class="row-link" current={isOpen}>
        <span class="row-head">
          <strong class="row-code">
            {caseCode} <span class="faint">{side.toUpperCase()}</span>
          </strong>
          <span class="row-wait">
            <Wait since={raisedAt} />
          </span>
        </span>
        <span class="row-what">
          {reasons.map((reason) => t(`request.${reason}`)).join(' · ')} ·{' '}
          {holder === null ? t('whose.nobody') : holder === myName.value ? t('whose.me') : holder}
        </span>
      </Link>
    </li>
  );
}
