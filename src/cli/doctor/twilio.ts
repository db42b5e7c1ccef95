import type { Config } from '../../config/config.ts';
import { type Finding, ok } from './finding.ts';

const name = 'SMS by Twilio';

/** Do account, sender and webhook fit together? Asks Twilio, and sends nothing; nothing is found where it is not configured. */
export async function checkTwilio({
  twilio,
  onCall,
}: Pick<Config, 'twilio'> & Partial<Pick<Config, 'onCall'>>): Promise<readonly Finding[]> {
  if (!twilio) return [];
  const noticeNumber = onCall?.noticeNumber ?? null;
  const { complaintsAbout } = await import('../../adapters/twilio/account.ts');
  const complaints = await complaintsAbout({ ...twilio, ...(noticeNumber === null ? {} : { noticeNumber }) });
  if (complaints.length === 0)
    return [ok(name, 'The account is active, its sender sends texts, and its webhook leads here.')];
  return complaints.map((complaint) => ({ name, ...complaint }));
}
