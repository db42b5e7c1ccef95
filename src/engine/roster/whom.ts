import { onDuty } from '../../domain/staff/on-duty.ts';
import type { Person } from '../../domain/staff/person.ts';
import type { Roster } from '../../domain/staff/roster.ts';
import type { Duty } from '../../domain/staff/rota.ts';
import { callable } from '../alert/whom.ts';

/** Who has a duty at an instant and can be called; null where nobody is. Pure. */
export function whoHas(roster: Roster, duty: Duty, at: number): Person | null {
  const id = onDuty(roster.rota, at)[duty];
  return callable(roster).find((person) => person.id === id) ?? null;
}

/** Who is told of what is wrong with the rota: who leads, else the backup, else the primary, else everybody. Pure. */
export function whoLeads(roster: Roster, at: number): readonly Person[] {
  const found = (['lead', 'backup', 'primary'] as const).map((duty) => whoHas(roster, duty, at)).find(Boolean);
  return found ? [found] : callable(roster);
}
