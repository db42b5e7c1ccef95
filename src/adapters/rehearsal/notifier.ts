import type { Notice } from '../../domain/effect.ts';
import type { FallbackNotice, Notifier } from '../../ports/notifier.ts';

/** A notifier that keeps its notices: the try page and the terminal show them. The newest 100 are kept. */
export interface RehearsalNotifier extends Notifier {
  readonly notices: readonly (Notice | FallbackNotice)[];
}

export function createRehearsalNotifier(): RehearsalNotifier {
  const notices: (Notice | FallbackNotice)[] = [];
  const keep = (notice: Notice | FallbackNotice) => {
    notices.push(notice);
    if (notices.length > 100) notices.shift();
  };
  return {
    notices,
    async notify(notice) {
      keep(notice);
      return { ok: true };
    },
    async fallback(notice) {
      keep(notice);
    },
  };
}
