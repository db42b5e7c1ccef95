import type { JSX } from 'preact';
import { Announcer } from '../../shared/components/announcer.tsx';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { conversations, unreachable, waiting, waitingWords } from '../store.ts';
import { t } from '../texts.ts';
import { Clock } from './clock.tsx';
import { Corner } from './counselor-panel.tsx';
import { Explainer } from './explainer.tsx';
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
        <Panel name="counselor">
          <Corner />
        </Panel>
      </div>
    </main>
    {waiting.value > 0 && (
      <a class="alerts-below" href="#counselor-panel-title">
        <WarnIcon />
        {waitingWords()}
      </a>
    )}
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
