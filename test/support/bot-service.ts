import { afterEach, beforeEach, jest } from '@jest/globals';
import { createBotFramework } from '../../src/adapters/bot-framework/bot-framework.ts';
import { startServer } from '../../src/server/http/server.ts';
import { webhookRoutes } from '../../src/server/routes/webhook.ts';
import { aWorld, keptLog } from './app.ts';
import { aConnector, anActivity, type Connector, givenToken } from './bot-authority.ts';
import { keptConsole } from './kept-console.ts';

/** For the tests of one file: a connector that the service writes to, and what is written to the console, anew for each. */
export function useBotService() {
  let connector: Connector;
  let closers: (() => Promise<void>)[];
  let noise: readonly string[];
  beforeEach(async () => {
    connector = await aConnector();
    closers = [connector.close];
    noise = keptConsole();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(closers.map((close) => close()));
  });

  /** The service with Sam on Teams, over HTTP. */
  async function aService(options: object = {}) {
    const log = keptLog();
    const { webhook, channels } = createBotFramework(options, log, 'appId' in options ? givenToken : undefined);
    const world = await aWorld((parts) => ({
      channels: new Map([...parts.channels, ...channels.map((channel) => [channel.name, channel] as const)]),
    }));
    const server = await startServer({ host: '127.0.0.1', port: 0, log }, [
      webhookRoutes(world.app, { '/api/messages': webhook }),
    ]);
    closers.push(server.close);
    const send = async (body: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`http://127.0.0.1:${server.port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      const text = await response.text();
      if (!world.store.gone) await world.app.drained();
      return { status: response.status, text };
    };
    const post = (fields: Readonly<Record<string, unknown>> = {}, headers: Record<string, string> = {}) =>
      send(JSON.stringify(anActivity(connector.url, { from: { id: 'sam' }, ...fields })), headers);
    const allSaid = () => [...log.lines, ...world.log.lines, ...noise].join('\n');
    return { ...world, ...{ log, send, post, allSaid } };
  }

  const texts = () => connector.arrived.map(({ activity }) => JSON.stringify(activity));
  const paths = () => [...new Set(connector.arrived.map(({ path }) => path))];

  return {
    aService,
    texts,
    paths,
    connector: () => connector,
    /** What was written to the console. */
    noise: () => noise,
    /** Runs when the test has ended. */
    closeLater: (close: () => Promise<void>) => void closers.push(close),
  };
}
