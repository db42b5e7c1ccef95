import type { App } from '../../src/app/create-app.ts';
import { duties } from '../../src/domain/staff/rota.ts';

/** Puts people on duty all week, in the order of the duties; nobody else is. */
export async function setOnDuty({ roster }: Pick<App, 'roster'>, ids: readonly string[]): Promise<void> {
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00', zone: 'UTC' };
  for (const id of ids) {
    const name = `${id[0]?.toUpperCase()}${id.slice(1)}`;
    const person = { id, name, role: 'counselor', language: 'en', zone: 'America/Chicago', quietHours: null } as const;
    await roster.act({ type: 'person-set', person }, 'test');
  }
  const weekly = duties.flatMap((duty, nth) => {
    const person = ids[nth];
    return person === undefined ? [] : [{ id: duty, duty, person, ...always }];
  });
  await roster.act({ type: 'week-set', weekly }, 'test');
}
