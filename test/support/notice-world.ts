import type { App } from '../../src/app/create-app.ts';
import type { Deps } from '../../src/app/deps.ts';
import { type NoticeWriter, noticeMessage } from '../../src/app/notices/message.ts';
import { aboutAlert } from '../../src/app/notices/subject.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { Person, WayKind } from '../../src/domain/staff/person.ts';
import { aWorld } from './app.ts';
import { aPerson, aWay, fakeStaff } from './people.ts';

export const publicUrl = 'https://coach.example.org';

/** Two people on call: Lee by SMS and Teams, and Ana by SMS and Slack, in Spanish. Each way is tried at once. */
export const twoPeople = (): readonly Person[] => [
  aPerson('Lee', [aWay('sms', '+15550177'), aWay('teams', '29:lee', { reference: 'lee' })]),
  aPerson('Ana', [aWay('sms', '+15550178'), aWay('slack', 'UANA')], { language: 'es' }),
];

/** The app with Lee and Ana on call. */
export async function aNoticeWorld(people = twoPeople(), change: (parts: Deps) => Partial<Deps> = () => ({})) {
  const fake = fakeStaff(people);
  const world = await aWorld((parts) => ({ staff: fake.staff, onCall: fake.onCall, publicUrl, ...change(parts) }));
  const { app, parts, clock, told } = world;
  const writer: NoticeWriter = { content: parts.content, seal: parts.keys.system, publicUrl, country: 'us' };
  const toldAt = (address: string) => told.filter((each) => each.address === address);
  return {
    ...world,
    /** Where notices go: it can be told to fail. */
    phones: world.notices,
    ...{ fake, writer },
    /** What was answered to an address, in order. */
    answers: (address = '+15550177') =>
      toldAt(address).flatMap(({ message }) => (message.kind === 'answer' ? message.text : [])),
    /** What it was told of cases, in order, new notices and changed ones. */
    notices: (address = '+15550177') => toldAt(address).filter(({ message }) => message.kind !== 'answer'),
    /** Somebody on call writes. */
    text: (text: string, address = '+15550177') => world.write(text, { address }),
    /** The alert that a partner's words raise. */
    async alertBy(words = 'I want to kill myself tonight', address?: string): Promise<Alert> {
      const before = new Set((await app.alerts()).map(({ id }) => id));
      await world.write(words, address === undefined ? {} : { address });
      const [alert] = (await app.alerts()).filter(({ id }) => !before.has(id));
      if (!alert) throw new Error('no alert was raised');
      return alert;
    },
    alert: async (id: string): Promise<Alert> => (await app.alerts()).find((each) => each.id === id) as Alert,
    /** What the buttons of a notice to somebody carry. */
    tokens(alert: Alert, name: string, kind: WayKind): Readonly<Record<string, string>> {
      const person = people.find((each) => each.name === name) as Person;
      const way = person.ways.find((each) => each.kind === kind) ?? { id: 'w', kind };
      const { acts } = noticeMessage(writer, aboutAlert(alert), { person, way }, { id: 'notice', at: clock.now() });
      return Object.fromEntries(acts.map(({ act, token }) => [act, token]));
    },
    audit: (id: string) => auditOf(app, id),
  };
}

/** What stands in the audit of an alert: the event, and why it changed nothing where it did. */
async function auditOf(app: App, id: string): Promise<readonly string[]> {
  return (await app.audit('alert', id)).map(({ event, facts }) =>
    event === 'act-refused' ? `${event}: ${String(facts?.['why'])}` : event,
  );
}
