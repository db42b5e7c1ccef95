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

/**
 * Steps of a request that are of no use here, or do harm: the relay tries again by itself, nothing of a body is logged, and
 * an activity is JSON already. `post` is therefore the only way to send with these clients.
 */
const left = [
  'defaultRetryPolicy',
  'redirectPolicy',
  'logPolicy',
  'tracingPolicy',
  'formDataPolicy',
  'multipartPolicy',
  'setClientRequestIdPolicy',
  'serializationPolicy',
  'deserializationPolicy',
  'decompressResponsePolicy',
  'ServiceClientContext_RequestPolicyFactories',
  'ServiceClientContext_Credentials_SignRequest',
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

/** What a connector answered with instead of taking an activity. */
export class NotTaken extends Error {
  readonly statusCode: number;
  /** The connector's own code, if it gave one. */
  readonly said: unknown;
  readonly retryAfter: string | undefined;

  constructor(statusCode: number, said: unknown, retryAfter: string | undefined) {
    super('The connector did not take it.');
    this.name = 'NotTaken';
    this.statusCode = statusCode;
    this.said = said;
    this.retryAfter = retryAfter;
  }
}

/** Where an activity goes. */
interface Place {
  readonly serviceUrl: string;
  readonly conversation: string;
}

/**
 * Posts an activity by a client: its token, its sockets. Not by `sendToConversation`, which takes three times the CPU to
 * describe and check what was made here a moment ago. Gives the id that the connector has for it; '' where it says none.
 * @throws NotTaken
 */
export const post = (client: ConnectorClient, place: Place, activity: object, signal: AbortSignal): Promise<string> =>
  call(client, 'POST', activitiesAt(place), activity, signal);

/** Puts an activity in the place of one that was posted before. @throws NotTaken */
export const replace = (
  client: ConnectorClient,
  place: Place & { readonly activity: string },
  activity: object,
  signal: AbortSignal,
): Promise<string> =>
  call(client, 'PUT', `${activitiesAt(place)}/${encodeURIComponent(place.activity)}`, activity, signal);

const activitiesAt = ({ serviceUrl, conversation }: Place): string =>
  `${serviceUrl.replace(/\/+$/, '')}/v3/conversations/${encodeURIComponent(conversation)}/activities`;

async function call(
  client: ConnectorClient,
  method: 'POST' | 'PUT',
  url: string,
  activity: object,
  signal: AbortSignal,
): Promise<string> {
  const headers = { get: () => undefined, toJSON: () => ({ accept: '*/*', 'content-type': 'application/json' }) };
  const request = {
    ...{ url, method, headers },
    body: JSON.stringify(activity),
    abortSignal: signal,
    timeout: 0,
    withCredentials: false,
    requestId: '',
    allowInsecureConnection: url.toLowerCase().startsWith('http:'),
  };
  const response = await client.sendRequest(request as unknown as Parameters<ConnectorClient['sendRequest']>[0]);
  if (response.status >= 200 && response.status < 300) return idIn(response.bodyAsText);
  throw new NotTaken(response.status, codeIn(response.bodyAsText), response.headers.get('retry-after'));
}

/** The id of an activity that was taken. What cannot be read of it is no reason to send it again. */
function idIn(body: string | null | undefined): string {
  try {
    const id = (JSON.parse(body ?? '') as { id?: unknown } | null)?.id;
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}

function codeIn(body: string | null | undefined): unknown {
  try {
    return (JSON.parse(body ?? '') as { error?: { code?: unknown } } | null)?.error?.code;
  } catch {
    return undefined;
  }
}
