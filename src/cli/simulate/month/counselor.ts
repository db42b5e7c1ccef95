import type { App } from '../../../app/create-app.ts';
import type { Alert } from '../../../domain/alert.ts';
import type { CounselorAct } from '../../../domain/counselor-act.ts';
import type { MovableClock } from '../../../ports/clock.ts';
import type { createAgenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { Month } from './world.ts';

const minute = 60_000;

/** A counselor and a supervisor who do what a case asks of them, some time after they were called. */
export function createCounselor(
  agenda: ReturnType<typeof createAgenda<() => Promise<void>>>,
  clock: MovableClock,
  chance: Chance,
) {
  let month: Month | null = null;
  let acts = 0;
  const busy = new Set<string>();

  /** What the counselor does next with an alert. */
  function nextOf({ status, calls = [] }: Alert, done: ReadonlySet<string>): CounselorAct | null {
    const by = 'Dana';
    if (status === 'closed') return null;
    if (status === 'open') return { type: 'claim', by };
    if (!done.has('say') && calls.length > 0 && chance() < 0.5)
      return { type: 'say', by, words: 'This is Dana. I read you.' };
    if (!done.has('log-call')) return { type: 'log-call', by, result: 'reached', asked: true };
    return { type: 'close', by, outcome: 'safe', followUp: null };
  }

  async function act(app: App, caseCode: string, done: Set<string>): Promise<'more' | 'over'> {
    const own = (await app.alerts()).filter((alert) => alert.caseCode === caseCode);
    const alert = own.find(({ status }) => status !== 'closed');
    const unsigned = own.find((each) => (each.unsigned ?? []).length > 0);
    if (!alert) {
      if (unsigned) await app.act(unsigned.id, { type: 'co-sign', by: 'Robin', role: 'supervisor' });
      return 'over';
    }
    const next = nextOf(alert, done);
    if (!next) return 'over';
    done.add(next.type);
    await app.act(alert.id, next);
    acts += 1;
    await app.drained();
    return next.type === 'close' ? 'over' : 'more';
  }

  function plan(caseCode: string, done: Set<string>, tries: number): void {
    agenda.add(clock.now() + (2 + chance() * 40) * minute, async () => {
      const came = await month?.doing((app) => act(app, caseCode, done));
      // Whoever was refused, or heard nothing, looks again later.
      if (came && came !== 'died' && 'ok' in came && came.ok === 'over') busy.delete(caseCode);
      else if (tries < 60) plan(caseCode, done, tries + 1);
      else busy.delete(caseCode);
    });
  }

  return {
    works(at: Month): void {
      month = at;
    },
    /** Somebody was called for a case. */
    called(caseCode: string): void {
      if (busy.has(caseCode)) return;
      busy.add(caseCode);
      plan(caseCode, new Set(), 0);
    },
    acts: () => acts,
  };
}
