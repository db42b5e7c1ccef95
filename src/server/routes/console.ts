import { type Language, languages } from '../../domain/language.ts';
import type { Asked, Routes } from '../http/route.ts';
import { consolePage, consoleStyle } from './console-page.ts';

/** A reader's own choice, else what their browser asks for first. Pure. */
function languageOf({ query, headers }: Asked): Language {
  const asked = [query['lang'] ?? '', ...(headers['accept-language'] ?? '').split(',')];
  const wanted = asked.map((each) => each.trim().slice(0, 2).toLowerCase());
  return (
    wanted.map((each) => languages.find((language) => language === each)).find((each) => each !== undefined) ?? 'en'
  );
}

/**
 * Where notices lead until the console stands: a page that shows nothing of any case and does nothing, so that whatever opens a
 * link, such as a mailbox's scanner, learns and changes nothing. The same for every case, and for none.
 */
export function consoleRoutes(publicUrl: string | null): Routes {
  const base = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');
  const common = { method: 'GET', role: 'public', input: 'none' } as const;
  const page = { ...common, query: ['lang'], headers: ['accept-language'] } as const;
  const handler = (asked: Asked) => ({
    body: consolePage(languageOf(asked), `${base}/console/style.css`),
    headers: { 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Language' },
  });
  return {
    routes: [
      { ...page, path: '/console', handler },
      { ...page, path: '/console/cases/:case', handler },
      {
        ...common,
        path: '/console/style.css',
        handler: () => ({ body: consoleStyle, headers: { 'Content-Type': 'text/css; charset=utf-8' } }),
      },
    ],
  };
}
