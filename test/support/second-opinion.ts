import { createAzureLanguage } from '../../src/adapters/azure-language/azure-language.ts';
import { openClient } from '../../src/adapters/azure-language/client.ts';
import { createLocalLanguage } from '../../src/adapters/local-language/local-language.ts';
import { createVault } from '../../src/app/aggregates/vault.ts';
import { auditStream, detailsOf, entryOf } from '../../src/app/audit/record.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import type { LanguageService } from '../../src/ports/language.ts';
import { aWorld } from './app.ts';
import { theEngine } from './engine.ts';
import { stubAuthority, stubKey } from './language-stub.ts';

/** The real client and adapter against a service on this machine. */
export const azureAt = async (endpoint: string) =>
  createAzureLanguage(await openClient({ endpoint, key: stubKey, identity: null, ca: stubAuthority }), () => 0);

/** The app over memory, with a second opinion. Its real time can be moved. */
export async function worldWith(second: LanguageService) {
  const { dialogs, content } = await theEngine();
  const limits = { ...defaultLimits, jitter: 0, outside: true };
  let ahead = 0;
  const world = await aWorld(({ clock }) => ({
    limits,
    engine: createEngine({ dialogs, words: content.words, limits }),
    language: { local: createLocalLanguage(), second },
    clock: { ...clock, real: () => clock.real() + ahead },
  }));
  const as = { alex: {}, sam: { channel: 'teams', address: 'sam' } } as const;
  return {
    ...world,
    /** Real time passes, ms. */
    wait: (ms: number): void => {
      ahead += ms;
    },
    says: async (who: keyof typeof as, text: string): Promise<void> => {
      await world.write(text, as[who]);
    },
    agrees: async (who: keyof typeof as): Promise<void> => {
      await world.write('who reads along', as[who]);
      await world.write('yes', as[who]);
    },
    partner: async (side: 'a' | 'b') => {
      const couple = await world.app.couple(world.couple);
      return couple?.[side] ?? null;
    },
    /** The calls to the service, as the audit has them. */
    calls: async () => {
      const { store, keys } = world.parts;
      const vault = createVault(store, keys, () => {});
      const records = await store.records({ stream: auditStream('couple', world.couple), after: 0, limit: 1_000 });
      const asked = records.map(entryOf).filter(({ entry }) => entry.event === 'asked-outside');
      return Promise.all(asked.map(async ({ sealed }) => (await detailsOf(vault, sealed)).facts));
    },
  };
}
