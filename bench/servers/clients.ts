import type { App } from '../../src/app/create-app.ts';
import type { ChannelName } from '../../src/domain/channel.ts';

/** How many clients write at the same time, to us and to the peer. */
export const clients = 8;

/** The user of a client. */
export const userOf = (index: number): string => `user-${index}`;

/** The phone number of a client. */
export const phoneOf = (index: number): string => `+155501000${index}`;

/** Enrols a partner for each client, two to a couple. */
export async function enrolClients(app: App, channel: ChannelName, addressOf = userOf): Promise<void> {
  const both = { channel, language: 'en', zone: 'UTC', privatePhone: true, checkIn: null } as const;
  for (let index = 0; index < clients; index += 2) {
    await app.enrol({
      caseCode: `C-1${index}`,
      relationship: 'romantic',
      a: { ...both, name: 'A', address: addressOf(index) },
      b: { ...both, name: 'B', address: addressOf(index + 1) },
    });
  }
}
