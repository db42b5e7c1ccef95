import { z } from 'zod';
import { isPersonal, type Posted } from './activity.ts';

/** What it takes to write into a personal conversation first. Kept with the partner's address, sealed. */
export interface Reference {
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly bot: string;
  readonly tenant?: string | undefined;
}

const schema = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.string(),
  bot: z.string(),
  tenant: z.string().optional(),
});

/** The tenant that an activity comes from, where it says so. Pure. */
export const tenantOf = ({ conversation, channelData }: Posted): string | undefined =>
  conversation?.tenantId ?? channelData?.tenant?.id ?? undefined;

/** The reference that an activity gives; null where others would read what is sent there. Pure. */
export function referenceOf(posted: Posted): string | null {
  const { channelId, serviceUrl, conversation, recipient } = posted;
  if (!conversation?.id || !recipient?.id || !isPersonal(posted)) return null;
  const tenant = tenantOf(posted);
  return JSON.stringify({
    channelId,
    serviceUrl,
    conversation: conversation.id,
    bot: recipient.id,
    tenant,
  } satisfies Reference);
}

/** A kept reference; null when there is none that can be read. Pure. */
export function readReference(kept: string | undefined): Reference | null {
  if (kept === undefined) return null;
  try {
    return schema.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}
