import type { App } from '../../app/create-app.ts';
import type { OnCall } from '../../domain/call.ts';

/** A step of people on call that a notice has reached. */
export interface StepCalled {
  readonly key: string;
  readonly at: number;
  readonly step: OnCall;
}

/** The steps that were called for an alert, or a request, as its audit has them: one for all whom a step reached at once. */
export async function notified(
  app: Pick<App, 'audit'>,
  kind: 'alert' | 'request',
  id: string,
): Promise<readonly StepCalled[]> {
  const found: (StepCalled & { readonly persons: string[] })[] = [];
  for (const { n, at, event, facts } of await app.audit(kind, id)) {
    if (event !== 'notified') continue;
    const [step, person] = [facts?.['step'] as OnCall, String(facts?.['person'])];
    const last = found.at(-1);
    // Whoever is reached once more at the same instant was called once more.
    if (last?.at === at && last.step === step && !last.persons.includes(person)) last.persons.push(person);
    else found.push({ key: `${id}|${n}`, at, step, persons: [person] });
  }
  return found;
}
