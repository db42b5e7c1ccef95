import type { JSX } from 'preact';
import { Case } from './case.tsx';
import { Queue } from './queue.tsx';

/** The queue, and beside it the case that is open; where there is room for one, the case. */
export const Desk = ({ id }: { readonly id: string | null }): JSX.Element => (
  <div class={id === null ? 'desk' : 'desk desk-case'}>
    <Queue openId={id} />
    {id !== null && <Case key={id} />}
  </div>
);
