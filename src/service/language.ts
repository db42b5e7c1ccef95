import type { Deps } from '../app/deps.ts';
import type { AzureLanguageConfig } from '../config/config.ts';

/** Our own guess, and Azure AI Language for a second opinion; null where none is configured: then nothing of it is loaded. */
export async function openLanguage(config: AzureLanguageConfig | null): Promise<NonNullable<Deps['language']> | null> {
  if (!config) return null;
  const [{ createLocalLanguage }, { createAzureLanguage }, { openClient }] = await Promise.all([
    import('../adapters/local-language/local-language.ts'),
    import('../adapters/azure-language/azure-language.ts'),
    import('../adapters/azure-language/client.ts'),
  ]);
  return { local: createLocalLanguage(), second: createAzureLanguage(await openClient(config)) };
}
