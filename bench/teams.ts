import { checkInTexts } from './check-in-texts.ts';
import type { Figure, Measurement } from './figure.ts';
import {
  botTalk,
  type ConnectorStub,
  compare,
  connectorStub,
  hangUp,
  type Server,
  start,
  together,
} from './over-http.ts';
import { clients, userOf } from './servers/clients.ts';

/** CPU per turn of a durable Teams turn, its answer at the service URL, against the same of a stateless echo bot. */
export const teams: Measurement = {
  name: 'teams',
  async run(): Promise<readonly Figure[]> {
    const [ours, echo, ourStub, echoStub] = await Promise.all([
      ...[start('teams'), start('echo')],
      ...[connectorStub(), connectorStub()],
    ] as const);
    try {
      const talks = (on: Server, stub: ConnectorStub, channel: string, next: () => () => string) =>
        together(Array.from({ length: clients }, (_, index) => botTalk(on.port, stub, channel, userOf(index), next())));
      const [value = Number.NaN, peer = Number.NaN] = await compare([
        [ours, talks(ours, ourStub, 'msteams', checkInTexts)],
        [echo, talks(echo, echoStub, 'test', () => () => 'hello')],
      ]);
      return [
        {
          name: `durable Teams turn through CloudAdapter, ${clients} clients`,
          value,
          unit: 'CPU ms per turn',
          peer: `CloudAdapter echo bot: ${peer.toFixed(3)}`,
          ratio: value / peer,
          target: 'at most 1.3 x',
          met: value <= 1.3 * peer,
        },
      ];
    } finally {
      ours.child.send('end');
      echo.child.send('end');
      ourStub.close();
      echoStub.close();
      hangUp();
    }
  },
};
