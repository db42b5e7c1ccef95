import { sharedText as t } from '../words.ts';
import type { CaseView } from './views.ts';

/** Who has it, in words. Pure. */
export function statusWords({ status, holder, unconfirmed }: CaseView, me: string): string {
  if (unconfirmed) return t(holder === me ? 'status.named.me' : 'status.named', { holder: holder ?? '' });
  if (status === 'open' || status === 'closed') return t(`status.${status}`);
  return holder === me ? t(`status.${status}.me`) : t(`status.${status}`, { holder: holder ?? '' });
}
