/** A measured server: tells its parent its port, and its CPU time when asked. */
export function answerParent(port: number): void {
  process.on('message', (message) => {
    if (message === 'cpu') process.send?.({ cpu: process.cpuUsage() });
    if (message === 'end') process.exit(0);
  });
  process.send?.({ port });
}
