import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** Builds the try page into `dist/web/try`. Nothing is inlined: the page runs under `default-src 'self'`. */
export default defineConfig({
  root: join(here, 'try'),
  base: '/try/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(here, '../../dist/web/try'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
