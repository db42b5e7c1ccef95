import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { refusal } from './handle.ts';

/** Answers an upgrade with a fault's status instead, and closes. */
export function refuseUpgrade(socket: Duplex, error: unknown): void {
  const { status, body } = refusal(error);
  const text = JSON.stringify(body);
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n'),
  );
}
