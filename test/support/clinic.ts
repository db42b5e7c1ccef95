import type { Person, WayKind } from '../../src/domain/staff/person.ts';
import type { Shift } from '../../src/domain/staff/rota.ts';
import { aWorld } from './app.ts';
import { keptNotices } from './notice-channels.ts';

/** Somebody to be called, and the places where they are. */
export interface Staffed {
  readonly id: string;
  readonly quietHours?: Person['quietHours'];
  readonly ways: readonly (readonly [kind: WayKind, address: string, after?: number])[];
}

export const maria: Staffed = {
  id: 'maria',
  ways: [
    ['sms', '+15550201'],
    ['teams', '29:maria', 120_000],
  ],
};
export const jo: Staffed = {
  id: 'jo',
  ways: [
    ['sms', '+15550202'],
    ['email', 'jo@clinic.example', 60_000],
  ],
};

const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00', zone: 'America/Chicago' } as const;
/** Maria is called first, Jo second; Jo leads. */
export const usualWeek: readonly Shift[] = [
  { id: 'p', duty: 'primary', person: 'maria', ...always },
  { id: 'b', duty: 'backup', person: 'jo', ...always },
  { id: 'l', duty: 'lead', person: 'jo', ...always },
];

/** A world whose clinic has people on call, each of whose ways has been tried. */
export async function aClinic({
  people = [maria, jo],
  week = usualWeek,
  verified = true,
  empty = false,
  change = () => ({}),
}: {
  readonly people?: readonly Staffed[];
  readonly week?: readonly Shift[];
  readonly verified?: boolean;
  /** No couple is enrolled. */
  readonly empty?: boolean;
  readonly change?: Parameters<typeof aWorld>[0];
} = {}) {
  const notices = keptNotices();
  const world = await aWorld((parts) => ({ notices: notices.channels, ...change(parts) }), { stored: true, empty });
  const { roster, staff } = world.app;
  for (const { id, ways, quietHours = null } of people) {
    const person = { id, name: id, role: 'counselor', language: 'en', zone: 'America/Chicago', quietHours } as const;
    await roster.act({ type: 'person-set', person }, 'ops');
    for (const [kind, address, after = 0] of ways) {
      const way = `${id}-${kind}`;
      await roster.act({ type: 'way-added', person: id, way: { id: way, kind, address, after } }, 'ops');
      if (!verified) continue;
      const code = await roster.issueCode(id, way, 'ops');
      const to = await staff.wayOf(id, way);
      if (to) await staff.codeReturned(to, code);
    }
  }
  if (people.length > 0) await roster.act({ type: 'week-set', weekly: week }, 'ops');
  await world.app.drained();
  notices.sent.length = 0;
  return { ...world, notices };
}
