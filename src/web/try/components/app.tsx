import type { JSX } from 'preact';
import { Announcer } from '../../shared/components/announcer.tsx';
import { WarnIcon } from '../../shared/components/icons.tsx';
import { conversations, unreachable } from '../store.ts';
import { t } from '../texts.ts';
import { tourStep, tourSteps } from '../tour.ts';
import { AlertLine } from './alert-line.tsx';
import { Clock } from './clock.tsx';
import { Corner } from './counselor-panel.tsx';
import { Phone } from './phone.tsx';
import { Panel, Tabs } from './tabs.tsx';
import { TopBar } from './top-bar.tsx';
import { Tour } from './tour.tsx';

/** The whole page. */
export const App = (): JSX.Element => (
  <div class="page" data-tour={tourStep.value === null ? undefined : tourSteps[tourStep.value]}>
    <a class="skip" href="#main">
      {t('skip')}
    </a>
    <AlertLine />
    <TopBar />
    <Tour />
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
