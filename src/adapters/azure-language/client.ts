import { AzureKeyCredential, TextAnalysisClient } from '@azure/ai-language-text';

/** Where the service is, and how we sign in: by a key, or by the identity that the machine has in Azure. */
export interface AzureLanguageOptions {
  readonly endpoint: string;
  readonly key: string | null;
  /** `system`, or the client id of a user-assigned identity; used where there is no key. */
  readonly identity: string | null;
  /** An authority to believe beside the public ones. */
  readonly ca?: string;
}

/**
 * The official client: one attempt a call (the tries are ours), no redirects, nothing of ours in what it tells of itself. Plain
 * http only to this machine. Imports the sign-in by identity only where it is used.
 */
export async function openClient({ endpoint, key, identity, ca }: AzureLanguageOptions): Promise<TextAnalysisClient> {
  const options = {
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    allowInsecureConnection: endpoint.startsWith('http:'),
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
  };
  if (key !== null) return new TextAnalysisClient(endpoint, new AzureKeyCredential(key), options);
  const { ManagedIdentityCredential } = await import('@azure/identity');
  const credential =
    identity === null || identity === 'system'
      ? new ManagedIdentityCredential()
      : new ManagedIdentityCredential({ clientId: identity });
  return new TextAnalysisClient(endpoint, credential, options);
}
