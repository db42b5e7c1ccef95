import type { Figure, Measurement } from './figure.ts';
import { botTalk, compare, connectorStub, hangUp, start } from './over-http.ts';

const texts = ['checkin', '2', '3', '8', '5', 'a quiet day'];

/** CPU per turn of a durable Teams turn, its answer at the service URL, against the same of a stateless echo bot. */
export const teams: Measurement = {
  name: 'teams',
  async run(): Promise<readonly Figure[]> {
    const [ours, echo, ourStub, echoStub] = await Promise.all([
      ...[start('teams'), start('echo')],
      ...[connectorStub(), connectorStub()],
    ] as const);
    try {
      let count = 0;
      const [value = Number.NaN, peer = Number.NaN] = await compare([
        [ours, botTalk(ours.port, ourStub, 'msteams', () => texts[count++ % texts.length] ?? '')],
        [echo, botTalk(echo.port, echoStub, 'test', () => 'hello')],
      ]);
      return [
        {
          name: 'durable Teams turn through CloudAdapter',
          value,
          unit: 'CPU ms per turn',
          peer: `CloudAdapter echo bot: ${peer.toFixed(3)}`,
          ratio: value / peer,
          target: 'at most 1.5 x',
          met: value <= 1.5 * peer,
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
