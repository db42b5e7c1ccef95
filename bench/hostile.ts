import type { Figure, Measurement } from './figure.ts';
import { call, hangUp, type Server, start } from './over-http.ts';
import { userOf } from './servers/clients.ts';

const hostileSenders = 20;
const crises = 20;
const target = 200;

/** Texts that cost most to read, about as large as a body may be. */
const hostileTexts = [
  '\uFDFA'.repeat(80_000),
  'i want to diw '.repeat(17_000),
  `k${'\u0301'.repeat(50_000)}ill`,
  'k*ll took all the '.repeat(13_000),
  'a'.repeat(240_000),
] as const;

/** How long a crisis message takes until it is committed, alone and while others write what is hostile, over HTTP. */
export const hostile: Measurement = {
  name: 'hostile',
  async run(): Promise<readonly Figure[]> {
    const server = await start('ours');
    try {
      await delays(server);
      const alone = await delays(server);
      const stop = await beHostile(server);
      const among = await delays(server);
      await stop();
      const value = Math.max(...among);
      const peer = Math.max(...alone);
      return [
        {
          name: `crisis among ${hostileSenders} hostile senders, longest of ${crises}`,
          value,
          unit: 'ms',
          peer: `without them: ${peer.toFixed(1)}`,
          ratio: value / peer,
          target: `at most ${target} ms`,
          met: value <= target,
        },
      ];
    } finally {
      server.child.send('end');
      hangUp();
    }
  },
};

/** One client's way to write. */
async function writer({ port }: Server, user: string): Promise<(text: string) => Promise<unknown>> {
  const issued = (await call(port, 'POST', '/directline/tokens/generate', { user: { id: user } })) as {
    token: string;
    conversationId: string;
  };
  const path = `/directline/conversations/${issued.conversationId}/activities`;
  return (text) => call(port, 'POST', path, { type: 'message', from: { id: user }, text }, issued.token);
}

async function delays(server: Server): Promise<readonly number[]> {
  const write = await writer(server, userOf(0));
  const took: number[] = [];
  for (let index = 0; index < crises; index += 1) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const started = performance.now();
    await write('I want to kill myself tonight');
    took.push(performance.now() - started);
  }
  return took;
}

/** Each sender writes its next text as soon as the last was taken. Gives what ends them. */
async function beHostile(server: Server): Promise<() => Promise<void>> {
  const writers = await Promise.all(
    Array.from({ length: hostileSenders }, (_, index) => writer(server, `hostile-${index}`)),
  );
  let over = false;
  const running = writers.map(async (write, index) => {
    for (let count = index; !over; count += 1) await write(hostileTexts[count % hostileTexts.length] ?? '');
  });
  const all = Promise.all(running).then(
    () => null,
    (error: unknown) => error,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return async () => {
    over = true;
    const failed = await all;
    if (failed instanceof Error) throw failed;
  };
}
