import { ApiError } from '../shared/api.ts';
import { caseTroubles } from '../shared/case/trouble.ts';
import type { TextKey } from './dictionary.ts';
import { t } from './texts.ts';

const own: Readonly<Record<string, TextKey>> = {
  UNREACHABLE: 'trouble.unreachable',
  SIGN_IN_FAILED: 'trouble.sign-in',
  TOO_MANY_REQUESTS: 'trouble.too-many',
  LINK_INVALID: 'trouble.link',
  PASSWORD_WEAK: 'trouble.password',
  REAUTH_NEEDED: 'trouble.confirm',
  ROLE_REFUSED: 'trouble.role',
  FORBIDDEN: 'trouble.role',
  NOT_FOUND: 'trouble.not-found',
  BODY_INVALID: 'trouble.invalid',
  NOT_LIVE: 'trouble.not-live',
  ADDRESS_TAKEN: 'trouble.address-taken',
  CASE_TAKEN: 'trouble.case-code',
  WAY_OF_PARTNER: 'trouble.way-of-partner',
  CODE_WRONG: 'trouble.code',
};

/** Why something was refused, in the page's words; by its code where the page has none. `name` is whom a case is about. */
export function kindly(error: unknown, name = ''): string {
  if (!(error instanceof ApiError)) return t('act.failed');
  if (error.code === 'ALERT_HELD') return t('held.by', { holder: String(error.details['holder'] ?? ''), name });
  if (error.code === 'TOO_MANY_REQUESTS') return tooMany(error);
  const key = own[error.code] ?? caseTroubles[error.code];
  return key ? t(key) : t('trouble.code-only', { code: error.code });
}

function tooMany({ details }: ApiError): string {
  const seconds = Number(details['retryAfter'] ?? 0);
  return t('trouble.too-many', { minutes: Math.max(1, Math.ceil(seconds / 60)) });
}
