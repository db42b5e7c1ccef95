import { type Browser, chromium, type Page } from 'playwright-core';
import type { Me } from '../../src/domain/console/sign-in.ts';
import { chromiumPath } from './browser.ts';
import { aCase, asking, dana, evenings, standing } from './console-answers.ts';
import { aPartner, aWeek, everybody, someCouples, together } from './console-clinic-answers.ts';
import type { Answers } from './console-fixture.ts';

/** A browser for the tests of one file. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** What the fixture answers for a usual evening; `name` is the partner's, wherever it is shown. */
export function usualAnswers({
  me = dana,
  name = 'Alex',
  items = evenings,
}: {
  me?: Me;
  name?: string;
  items?: typeof evenings;
} = {}): Answers {
  return (path, query) => {
    const [first, id = '', ...rest] = path.split('/');
    switch (first) {
      case 'me':
        return me;
      case 'alerts':
        if (id === '') return { items, next: null, health: standing, now: dana.now, cursor: 'c0' };
        if (rest[0] === 'chat') return { chat: [], earlier: null };
        return aCase(items.find((item) => item.id === id) ?? (evenings[0] as never), name);
      case 'requests':
        return id === '' ? { items: [asking], next: null, now: dana.now } : undefined;
      case 'couples':
        if (id === '')
          return { items: someCouples(Number(query.get('cursor') ?? '0'), 50, name), next: '50', total: 10_000 };
        if (rest[0] === 'partners' && rest[2] === 'sheet') return { kept: null };
        if (rest[0] === 'partners') return aPartner(name);
        return { ...someCouples(17, 1, name)[0], counselors: [{ id: 'dana', name: 'Dana' }], together };
      case 'on-call':
        return aWeek;
      case 'people':
        return everybody;
      case 'second-factor':
        return {
          secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
          uri: 'otpauth://totp/Side%20by%20Side:dana?secret=JBSWY3DPEHPK3PXP&issuer=Side%20by%20Side',
        };
      default:
        return undefined;
    }
  };
}

/** Goes to a page of the console without loading it anew. */
export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState(null, '', `/console${to}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
