import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { runProgram } from '../support/child-program.ts';
import { raw } from '../support/raw.ts';

const dist = join(import.meta.dirname, '../../dist/src');

/** A server whose WebSockets throw in a listener of theirs, as a process of its own: jest has listeners of its own. */
const program = `
import { endOnFault } from ${JSON.stringify(join(dist, 'service/end-on-fault.js'))};
import { startServer } from ${JSON.stringify(join(dist, 'server/http/server.js'))};
import { directLineStream } from ${JSON.stringify(join(dist, 'server/routes/direct-line-stream.js'))};
import { WebSocket } from 'ws';
const log = { info() {}, warn() {}, error: (event, error) => console.error(event, error.name) };
const fail = () => { throw new RangeError('canary-words'); };
const waitsLong = { subscribe: async function* (stream, after, signal) { await new Promise((done) => signal.addEventListener('abort', done)); } };
const directLine = { verify: (conversation) => ({ conversation }), stream: (id) => id };
const stream = directLineStream(waitsLong, directLine, log, { beatMs: 100 });
// The route's own listeners come first: what is put on a socket after them throws.
const on = WebSocket.prototype.on;
WebSocket.prototype.on = function (event, listener) {
  on.call(this, event, listener);
  if (event !== 'close' || this.armed) return this;
  this.armed = true;
  this.once('message', (data) => {
    const [name, later] = String(data).split(' ');
    const work = later ? () => setTimeout(fail, 1) : fail;
    if (name === 'message') return work();
    on.call(this, name, work);
    if (name === 'close') this.close();
    if (name === 'error') this.emit('error', new Error('x'));
  });
  return this;
};
const live = { method: 'GET', path: '/live', role: 'public', input: 'none', handler: () => ({ body: {} }) };
const server = await startServer({ host: '127.0.0.1', port: 0, log }, [{ routes: [live, stream.route], open: stream.open }]);
endOnFault(log);
process.send(server.port);
`;

test('A listener of one WebSocket that throws, at once or later, ends that socket and nothing else', async () => {
  const { child, port, said } = await runProgram(program);
  try {
    const open = () =>
      new Promise<WebSocket>((resolve, reject) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/directline/conversations/c/stream?t=c`);
        socket.once('open', () => resolve(socket)).once('error', reject);
      });
    const other = await open();
    for (const told of [
      'message',
      'message later',
      'close',
      'close later',
      'error',
      'error later',
      'pong',
      'pong later',
    ]) {
      const faults = said().split('stream.fault RangeError').length;
      const socket = await open();
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.send(told);
      await closed;
      expect(
        `${told}: ${await raw(port, 'GET /live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 2_000)}`,
      ).toMatch(/: HTTP\/1\.1 200 /);
      for (let tries = 0; tries < 50 && said().split('stream.fault RangeError').length <= faults; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(`${told}: ${said().split('stream.fault RangeError').length > faults}`).toBe(`${told}: true`);
    }
    expect(other.readyState).toBe(WebSocket.OPEN);
    expect(said()).not.toContain('canary');
    other.terminate();
  } finally {
    child.kill('SIGKILL');
  }
}, 40_000);
