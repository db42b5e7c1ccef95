import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/**
 * Builds one page, which is the mode (`try` or `console`), into `dist/web`. Nothing is inlined: the pages run under
 * `default-src 'self'`.
 */
export default defineConfig(({ mode: page }) => ({
  root: join(here, page),
  base: `/${page}/`,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(here, '../../dist/web', page),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Scripts load each other beside themselves: a proxy may have put the service below a path of its own.
  experimental: { renderBuiltUrl: (_file, { hostType }) => (hostType === 'js' ? { relative: true } : undefined) },
}));
