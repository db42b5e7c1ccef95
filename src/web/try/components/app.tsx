import type { JSX } from 'preact';
import { assertively, politely } from '../announce.ts';
import { t } from '../i18n-live.ts';
import { conversations, unreachable } from '../store.ts';
import { Clock } from './clock.tsx';
import { Corner } from './corner.tsx';
import { Explainer } from './explainer.tsx';
import { WarnIcon } from './icons.tsx';
import { Phone } from './phone.tsx';
import { Panel, Tabs } from './tabs.tsx';
import { TopBar } from './top-bar.tsx';

/** The whole page. */
export const App = (): JSX.Element => (
  <div class="page">
    <a class="skip" href="#main">
      {t('skip')}
    </a>
    <TopBar />
    <Explainer />
    <Unreachable />
    <Clock />
    <main id="main" class="main" tabIndex={-1}>
      <Tabs />
      <div class="stage">
        {conversations.map((conversation) => (
          <Panel key={conversation.user} name={conversation.user}>
            <Phone conversation={conversation} />
          </Panel>
        ))}
        <Panel name="corner">
          <Corner />
        </Panel>
      </div>
    </main>
    <Announcer />
  </div>
);

/** The region stays in the page; only its words come and go, so that they are heard. */
const Unreachable = (): JSX.Element => (
  <div role="status" class="unreachable-place">
    {unreachable.value && (
      <p class="unreachable">
        <WarnIcon />
        {t('unreachable')}
      </p>
    )}
  </div>
);

const Announcer = (): JSX.Element => (
  <div class="unseen">
    <div aria-live="polite" aria-atomic="true">
      {politely}
    </div>
    <div aria-live="assertive" aria-atomic="true">
      {assertively}
    </div>
  </div>
);
