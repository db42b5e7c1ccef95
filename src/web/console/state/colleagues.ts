import { effect, signal, untracked } from '@preact/signals';
import type { OnCallWeek } from '../../../domain/console/on-call.ts';
import { call } from './call.ts';
import { may, user } from './session.ts';

/** The names of those whom a case can be given to. */
export const colleagues = signal<readonly string[]>([]);

/** Asks for them once somebody is signed in. Touches the network. */
export function keepColleagues(): void {
  effect(() => {
    const isAsked = user.value !== null && may('onCall');
    untracked(() => {
      if (!isAsked) return;
      call<OnCallWeek>('on-call?days=1').then(
        ({ people }) => {
          colleagues.value = people.map(({ name }) => name);
        },
        () => {},
      );
    });
  });
}
