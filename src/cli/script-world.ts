import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createStandingClock } from '../adapters/rehearsal/clock.ts';
import { createRehearsalLanguage, type RehearsalLanguage } from '../adapters/rehearsal/language.ts';
import type { InviteCode, PartnerSpec } from '../app/enrolment/enrol.ts';
import { advance } from '../app/rehearsal/rehearse.ts';
import { type Alert, openTasks } from '../domain/alert.ts';
import type { ChannelName } from '../domain/channel.ts';
import type { CounselorAct } from '../domain/counselor-act.ts';
import { CoachError } from '../domain/errors.ts';
import type { Json } from '../domain/frame.ts';
import type { Side } from '../domain/partner.ts';
import { compareLevels } from '../domain/screening.ts';
import type { ScriptPartner } from './script/script.ts';
import type { AlertSeen, ScriptWorld, Sent } from './script/world.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

const counselorName = 'Dana';
const addressOf = (partner: ScriptPartner): string => `${partner.channel}:${partner.name}`;

/** The real app as a script drives it: the embedded store, recorded channels, a clock that stands still. */
export function createScriptWorld(options: StageOptions): ScriptWorld {
  let stage: Stage | null = null;
  let language: RehearsalLanguage | null = null;
  /** What the language service says about the next words of a partner. */
  const opinions = new Map<string, number[]>();
  let couple = '';
  let codes: readonly InviteCode[] = [];
  let partners: readonly ScriptPartner[] = [];

  const open = (): Stage => {
    if (!stage) throw new CoachError('SCRIPT_INVALID', 'The script’s world was not set up.');
    return stage;
  };
  const named = (name: string): ScriptPartner => {
    const found = partners.find((partner) => partner.name === name);
    if (!found) throw new CoachError('SCRIPT_INVALID', 'This partner is not in the header.', { name });
    return found;
  };
  const sideOf = (name: string): Side => (partners[0]?.name === name ? 'a' : 'b');
  const codeOf = (name: string): string => codes.find((each) => each.side === sideOf(name))?.code ?? '';

  async function newestOpen(name?: string): Promise<Alert> {
    const { app } = open();
    const found = (await app.alerts())
      .filter((alert) => alert.status !== 'closed' && (name === undefined || alert.side === sideOf(name)))
      .sort(
        (left, right) => (right.pages.at(-1)?.at ?? 0) - (left.pages.at(-1)?.at ?? 0) || right.version - left.version,
      );
    if (!found[0]) throw new CoachError('ALERT_NOT_OPEN', 'No alert is open here.');
    return found[0];
  }

  async function act(alert: Alert, done: CounselorAct): Promise<void> {
    await open().app.act(alert.id, done);
    await open().app.drained();
  }

  /** Joins from a second channel, by a code. */
  async function joinAlso(app: Stage['app'], { name }: ScriptPartner, channel: ChannelName): Promise<void> {
    const { code } = await app.inviteAgain('C-001', sideOf(name), channel);
    await app.receive({ channel, address: `${channel}:${name}`, id: randomUUID(), text: code });
    await app.drained();
  }

  return {
    async setUp(header, at) {
      language = header.outside ? createRehearsalLanguage() : null;
      stage = await openStage(createStandingClock(at), { ...options, ...(language ? { language } : {}) });
      partners = header.partners;
      const [a, b] = header.partners;
      const spec = { caseCode: 'C-001', relationship: header.relationship, a: specOf(a), b: specOf(b) };
      ({ id: couple, codes } = await stage.app.invite(spec));
      for (const partner of partners) if (partner.also) await joinAlso(stage.app, partner, partner.also);
    },
    async advanceTo(instant) {
      const { app, clock } = open();
      await advance(app, clock, instant);
    },
    async say(name, text) {
      const { app } = open();
      const partner = named(name);
      const negative = opinions.get(name)?.shift();
      if (negative !== undefined) language?.answerNext({ negative });
      const written = text.replace('<code>', codeOf(name));
      await app.receive({ channel: partner.channel, address: addressOf(partner), id: randomUUID(), text: written });
      await app.drained();
    },
    async counselor(scripted) {
      const by = counselorName;
      if (scripted.type !== 'done') return act(await newestOpen(), { ...scripted, by });
      const alert = (await open().app.alerts()).find((each) => openTasks(each).length > 0);
      const task = alert && openTasks(alert).at(-1);
      if (!alert || !task) throw new CoachError('TASK_UNKNOWN', 'No task is open here.');
      await act(alert, { type: 'task-done', by, task: task.id });
    },
    async counselorSay(name, words) {
      await act(await newestOpen(name), { type: 'say', by: counselorName, words });
    },
    async deliver(name, what) {
      const { app, channels } = open();
      const address = addressOf(named(name));
      if (what.type === 'fails') {
        const last = channels.sent.findLast((sent) => sent.address === address);
        if (!last) throw new CoachError('NOT_FOUND', 'Nothing was sent to them yet.');
        const { channel, receipt } = last;
        return void (await app.report({ channel, receipt, state: 'undelivered', code: what.code }));
      }
      if (what.type === 'down') return channels.fail(address, { code: what.code });
      if (what.type === 'blocked') return channels.fail(address, { code: what.code, permanent: true });
      channels.work(address);
      await sendWhatWaits(app);
    },
    async hearNext(opinion) {
      if ('code' in opinion) return language?.answerNext({ code: opinion.code });
      opinions.set(opinion.name, [...(opinions.get(opinion.name) ?? []), opinion.negative]);
    },
    async restart() {
      stage = await open().restart();
    },
    messages: () => open().channels.sent.map((sent) => toSent(sent, partners, options.catalog.content.older)),
    alerts: async () => (await open().app.alerts()).map((alert) => seen(alert, partners, couple)),
    facts: async (name) => {
      const facts = await open().app.facts(couple, sideOf(name));
      return facts.map((fact) => ({ ...fact, value: asText(fact.value) }));
    },
    async close() {
      await stage?.dispose();
    },
  };
}

/** Sends what has failed and waits, as its turn comes: real time, half a minute at most. */
async function sendWhatWaits(app: Stage['app']): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    await app.drained();
    const next = await app.relay.nextAt();
    if (next === null) return;
    await setTimeout(Math.max(1, Math.min(next - Date.now(), 1_000)));
  }
}

function specOf(partner: ScriptPartner): PartnerSpec {
  const { name, channel, language, zone, country, privatePhone, checkIn, enrolled } = partner;
  const person = { name, language, zone, country, privatePhone, checkIn };
  return enrolled ? { ...person, channel, address: addressOf(partner) } : { ...person, invites: [channel] };
}

function toSent(
  recorded: Stage['channels']['sent'][number],
  partners: readonly ScriptPartner[],
  older: ReadonlyMap<string, readonly string[]>,
): Sent {
  const { address, at, lane, message } = recorded;
  const to = partners.find((each) => [addressOf(each), `${each.also}:${each.name}`].includes(address))?.name ?? address;
  const { key, text, labels } = message;
  return { to, at, lane, key, older: older.get(key ?? '') ?? [], text, buttons: labels };
}

/** An alert of nobody enrolled is the partner's who has not joined. */
function seen(alert: Alert, partners: readonly ScriptPartner[], couple: string): AlertSeen {
  const page = [...alert.pages].sort((left, right) => compareLevels(right.level, left.level) || left.at - right.at)[0];
  const owner =
    alert.couple === couple ? partners[alert.side === 'a' ? 0 : 1] : partners.find((each) => !each.enrolled);
  const { id, level, occurrence, caseCode } = alert;
  const [category, at] = [page?.category ?? 'suicide', page?.at ?? alert.raisedAt] as const;
  const tasks = openTasks(alert).map(({ kind }) => kind);
  return { id, name: owner?.name ?? caseCode, level, occurrence, category, at, tasks };
}

const asText = (value: Json): string => (Array.isArray(value) ? value.join(', ') : String(value));
