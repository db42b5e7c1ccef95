import { computed, signal } from '@preact/signals';
import { placeOf } from './places.ts';

/** What stands before the console's own paths: a proxy may have put the service below a path of its own. */
export const base: string = /^(.*?\/console)(?=\/|$)/.exec(location.pathname)?.[1] ?? '/console';

const path = signal(location.pathname.slice(base.length));
/** Where one is. */
export const place = computed(() => placeOf(path.value));

/** The address of a path of the console's own. Pure. */
export const hrefOf = (to: string): string => `${base}${to}`;

/** How long a page is waited for that is being read, ms. */
const patience = 10_000;

/**
 * A new page begins at its heading, for a keyboard and a screen reader: as soon as it is there, and unless whoever sits here has
 * gone elsewhere meanwhile. Touches the focus.
 */
export function beginPage(): void {
  const from = document.activeElement;
  const begin = (): boolean => {
    const start = document.querySelector<HTMLElement>('[data-start]');
    start?.focus({ preventScroll: true });
    return start !== null;
  };
  requestAnimationFrame(() => {
    if (begin()) return;
    const watch = new MutationObserver(() => {
      const at = document.activeElement;
      if ((at !== from && at !== document.body) || begin()) watch.disconnect();
    });
    watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), patience);
  });
}

/** Goes to a path of the console's own, to its top. Touches the history and the focus. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', hrefOf(to));
  else history.replaceState(null, '', hrefOf(to));
  path.value = to;
  requestAnimationFrame(() => window.scrollTo(0, 0));
  beginPage();
}

window.addEventListener('popstate', () => {
  path.value = location.pathname.slice(base.length);
  beginPage();
});
