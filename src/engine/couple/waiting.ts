import type { Couple } from '../../domain/couple.ts';
import type { Together } from '../../domain/together.ts';
import type { TogetherDue } from '../events.ts';

/** After a turn that threw, what both take part in waits this much longer, ms. */
const afterFault = 300_000;

/** What both take part in, as something that waits. It is due once, for both. Pure. */
export function togetherWaiting({ shared }: Couple) {
  const { plan, assigned, gate, timeOut, ended } = shared.together ?? {};
  const due = (what: TogetherDue, at: number) =>
    ({ type: 'together', what, side: 'a', due: at, urgent: false }) as const;
  return [
    ...(plan ? [due('slot', plan.next)] : []),
    ...(assigned ? [due('assigned', assigned.at)] : []),
    ...(gate ? [due('gate', gate.closes)] : []),
    ...(timeOut ? [due('time-out', timeOut.due)] : []),
    ...(ended?.tellAt === undefined ? [] : [due('end', ended.tellAt)]),
  ];
}

/** A couple with what was due put off after its turn threw. Pure. */
export function laterTogether(couple: Couple, what: TogetherDue, at: number): Couple {
  const together = couple.shared.together ?? {};
  return {
    ...couple,
    shared: { ...couple.shared, together: { ...together, ...later(together, what, at + afterFault) } },
  };
}

function later({ plan, assigned, gate, timeOut, ended }: Together, what: TogetherDue, due: number): Together {
  if (what === 'gate') return gate ? { gate: { ...gate, closes: due } } : {};
  if (what === 'end') return ended ? { ended: { ...ended, tellAt: due } } : {};
  if (what === 'time-out') return timeOut ? { timeOut: { ...timeOut, due } } : {};
  if (what === 'assigned') return assigned ? { assigned: { ...assigned, at: due } } : {};
  return plan ? { plan: { ...plan, next: due } } : {};
}
