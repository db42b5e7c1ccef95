import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { ourTalk } from './direct-line.ts';
import type { Figure, Measurement } from './figure.ts';
import { compare, hangUp, start, together } from './over-http.ts';
import { clients, userOf } from './servers/clients.ts';

/** CPU per durable turn of partners who agreed to a second opinion, while its service takes calls and never answers. */
export const language: Measurement = {
  name: 'language',
  async run(): Promise<readonly Figure[]> {
    const silent = await silentService();
    const [failing, without] = await Promise.all([start('ours', silent.endpoint), start('ours')]);
    const users = Array.from({ length: clients }, (_, index) => userOf(index));
    const talks = async (port: number) => together(await Promise.all(users.map((user) => ourTalk(port, user))));
    try {
      const [value = Number.NaN, peer = Number.NaN] = await compare([
        [failing, await talks(failing.port)],
        [without, await talks(without.port)],
      ]);
      return [
        {
          name: `durable Direct Line turn while the language service hangs (${silent.calls()} calls to it), ${clients} clients`,
          value,
          unit: 'CPU ms per turn',
          peer: `without a second opinion: ${peer.toFixed(3)}`,
          ratio: value / peer,
          target: 'at most 1.1 x',
          met: value <= 1.1 * peer,
        },
      ];
    } finally {
      failing.child.send('end');
      without.child.send('end');
      silent.close();
      hangUp();
    }
  },
};

/** Takes every connection and says nothing. */
async function silentService() {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `https://localhost:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    close: () => void server.close(),
  };
}
