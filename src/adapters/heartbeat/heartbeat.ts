import type { Heartbeat } from '../../ports/heartbeat.ts';

/** Asks for one URL, without a word: most watches take that. Follows no redirect. Touches the network. */
export const createHeartbeat = (url: string): Heartbeat => ({
  async beat(signal) {
    try {
      const response = await fetch(url, { signal, redirect: 'manual' });
      await response.body?.cancel();
      return response.ok ? { ok: true } : { ok: false, code: String(response.status) };
    } catch (error) {
      return { ok: false, code: error instanceof Error && error.name === 'TimeoutError' ? 'TIMEOUT' : 'UNREACHABLE' };
    }
  },
});
