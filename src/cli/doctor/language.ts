import type { AzureLanguageConfig } from '../../config/config.ts';
import { type Finding, fail, ok } from './finding.ts';

/** Words of nobody. */
const probe = 'Good morning. The sun is out today.';

const whatToDo: Readonly<Record<string, string>> = {
  HTTP_401: 'it does not know the key, or the key is another region’s. Check AZURE_LANGUAGE_KEY and the endpoint.',
  HTTP_403: 'it refuses us: check the resource’s network rules and the role "Cognitive Services Language Reader".',
  HTTP_404: 'there is no Language resource at AZURE_LANGUAGE_ENDPOINT. Check the address.',
  HTTP_429: 'it is asked too often just now, or its quota is used up.',
  TIMEOUT: 'it does not answer in time.',
  UNREACHABLE: 'it cannot be reached from here, or its certificate is not trusted.',
};

/**
 * Does Azure AI Language answer, and from which region? Asks about a sentence of nobody's. `ca` is an authority to believe
 * beside the public ones.
 */
export async function checkLanguage(config: AzureLanguageConfig, ca?: string): Promise<Finding> {
  const [{ createAzureLanguage }, { openClient }] = await Promise.all([
    import('../../adapters/azure-language/azure-language.ts'),
    import('../../adapters/azure-language/client.ts'),
  ]);
  const service = createAzureLanguage(await openClient({ ...config, ...(ca === undefined ? {} : { ca }) }));
  const answers = await service.languages([{ id: 'probe', text: probe }], AbortSignal.timeout(5_000));
  const answer = answers.get('probe');
  if (answer?.ok) return ok('second opinion', `Azure AI Language answers; region ${service.region() ?? 'unknown'}.`);
  const code = answer?.code ?? 'UNREADABLE';
  return fail('second opinion', `Azure AI Language: ${whatToDo[code] ?? 'it answers with an error.'} (${code})`);
}
