import { computed, signal } from '@preact/signals';
import { placeOf } from './places.ts';

/** What stands before the console's own paths: a proxy may have put the service below a path of its own. */
export const base: string = /^(.*?\/console)(?=\/|$)/.exec(location.pathname)?.[1] ?? '/console';

const path = signal(location.pathname.slice(base.length));
/** Where one is. */
export const place = computed(() => placeOf(path.value));

/** The address of a path of the console's own. Pure. */
export const hrefOf = (to: string): string => `${base}${to}`;

/** Goes to a path of the console's own. Touches the history and the focus. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', hrefOf(to));
  else history.replaceState(null, '', hrefOf(to));
  path.value = to;
  // A new page begins at its top, and a screen reader at its heading.
  requestAnimationFrame(() => {
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('[data-start]')?.focus();
  });
}

window.addEventListener('popstate', () => {
  path.value = location.pathname.slice(base.length);
});
