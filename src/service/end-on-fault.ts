import type { Log } from '../ports/log.ts';
import { endsRequest } from '../server/http/confine.ts';

/**
 * A fault that nobody caught. Inside one request it ends that request. Anywhere else the operator hears its class and
 * code, never its words, and the process ends with 1: what was acknowledged is stored, and whoever runs us starts us
 * again. Node's own report would print the words.
 */
export function endOnFault(log: Log): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      if (endsRequest(error)) return;
      log.error(`process.${event}`, error);
      process.exit(1);
    });
  }
  // Node's own listener prints a warning as it is.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn('process.warning', { name: warning.name }));
}
