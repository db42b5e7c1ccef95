import { connect } from 'node:net';

/** Bytes on a socket, and what came back until it closed or was silent for `patience` ms. */
export function raw(port: number, bytes: string | Buffer, patience = 400): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.setTimeout(patience, () => socket.destroy());
    socket.once('close', () => resolve(text));
  });
}
