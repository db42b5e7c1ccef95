import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createLru } from '../../domain/lru.ts';

type Factory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
export type ConnectorClient = Awaited<ReturnType<Factory['create']>>;

/** botbuilder's clients, one per service URL. They share kept-alive sockets. */
export interface Connectors {
  clientOf(serviceUrl: string): Promise<ConnectorClient>;
}

/** How many service URLs are remembered. Teams has one per region. */
const kept = 100;

/** Steps of a request that are of no use here, or do harm: the relay tries again by itself, and nothing of a body is logged. */
const left = [
  ...['defaultRetryPolicy', 'redirectPolicy', 'logPolicy', 'tracingPolicy'],
  ...['formDataPolicy', 'multipartPolicy', 'setClientRequestIdPolicy'],
];

/** Clients of a connector factory, made once each. */
export function createConnectors(factory: Factory, scope: string | undefined): Connectors {
  const clients = createLru<Promise<ConnectorClient>>(kept);
  async function make(serviceUrl: string): Promise<ConnectorClient> {
    const client = await factory.create(serviceUrl, scope);
    // The pipeline is private in botbuilder's types, and there is no option that leaves a step out.
    const { pipeline } = (client as unknown as { client: { pipeline: { removePolicy(step: { name: string }): void } } })
      .client;
    for (const name of left) pipeline.removePolicy({ name });
    return client;
  }
  return {
    clientOf(serviceUrl) {
      const known = clients.get(serviceUrl);
      if (known) return known;
      const made = make(serviceUrl);
      clients.set(serviceUrl, made);
      made.catch(() => clients.forget(serviceUrl));
      return made;
    },
  };
}
