import type { JSX } from 'preact';
import { Desk } from '../pages/desk.tsx';
import { place } from '../router.ts';
import { may } from '../state/session.ts';
import { lazily } from './lazily.tsx';
import { Nothing } from './nothing.tsx';

const clinic = (): Promise<typeof import('../pages/clinic.ts')> => import('../pages/clinic.ts');
const Account = lazily(async () => (await clinic()).Account);
const Couple = lazily(async () => (await clinic()).Couple);
const Couples = lazily(async () => (await clinic()).Couples);
const Enrol = lazily(async () => (await clinic()).Enrol);
const OnCall = lazily(async () => (await clinic()).OnCall);
const Partner = lazily(async () => (await clinic()).Partner);
const People = lazily(async () => (await clinic()).People);

/** The page of the place where one is, as far as one may use it. */
export function Page(): JSX.Element {
  const at = place.value;
  switch (at.page) {
    case 'queue':
      return may('cases') ? <Desk id={null} /> : <Account />;
    case 'case':
      return may('cases') ? <Desk id={at.id} /> : <Nothing />;
    case 'couples':
      return may('couples') ? <Couples /> : <Nothing />;
    case 'enrol':
      return may('couples') ? <Enrol /> : <Nothing />;
    case 'couple':
      return may('couples') ? <Couple key={at.id} id={at.id} /> : <Nothing />;
    case 'partner':
      return may('couples') ? <Partner key={`${at.id}|${at.side}`} id={at.id} side={at.side} /> : <Nothing />;
    case 'on-call':
      return may('onCall') ? <OnCall /> : <Nothing />;
    case 'people':
      return may('people') ? <People /> : <Nothing />;
    case 'account':
      return <Account />;
    case 'unknown':
      return <Nothing />;
  }
}
