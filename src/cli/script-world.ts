import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createStandingClock } from '../adapters/rehearsal/clock.ts';
import { createRehearsalLanguage, type RehearsalLanguage } from '../adapters/rehearsal/language.ts';
import { rehearsedRoster } from '../adapters/rehearsal/on-call.ts';
import type { InviteCode, PartnerSpec } from '../app/enrolment/enrol.ts';
import { advance } from '../app/rehearsal/rehearse.ts';
import { type Alert, openTasks } from '../domain/alert.ts';
import type { ChannelName } from '../domain/channel.ts';
import type { CounselorAct } from '../domain/counselor-act.ts';
import { CoachError } from '../domain/errors.ts';
import type { Json } from '../domain/frame.ts';
import type { Side } from '../domain/partner.ts';
import type { CounselorRequest } from '../domain/request.ts';
import { compareLevels } from '../domain/screening.ts';
import { notified, type StepCalled } from './script/notified.ts';
import { placeOf } from './script/on-call.ts';
import type { Header, ScriptPartner } from './script/script.ts';
import type { AlertSeen, RequestSeen, ScriptWorld, Sent } from './script/world.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';

const counselorName = 'Dana';
const supervisorName = 'Robin';
const addressOf = (partner: ScriptPartner): string => `${partner.channel}:${partner.name}`;

/** The real app as a script drives it: the embedded store, recorded channels, a clock that stands still. */
export function createScriptWorld(options: StageOptions): ScriptWorld {
  let stage: Stage | null = null;
  let language: RehearsalLanguage | null = null;
  /** What the language service says about the next words of a partner. */
  const opinions = new Map<string, number[]>();
  /** The steps that a script was told of. */
  const told = new Set<string>();
  let couple = '';
  let codes: readonly InviteCode[] = [];
  let partners: readonly ScriptPartner[] = [];

  /** What partners and people on call got, in order. */
  const seenSoFar: Sent[] = [];
  const counted = { sent: 0, notices: 0 };
  /** Whether notices are messages of the script. */
  let tellsNotices = false;

  function messages(): readonly Sent[] {
    const { channels, notices } = open();
    const news = channels.sent.slice(counted.sent).map((sent) => toSent(sent, partners, options.catalog.content.older));
    const told = notices.notices.slice(counted.notices).filter(({ changes }) => changes === null);
    const toThem = tellsNotices ? told.map(toNotice) : [];
    counted.sent = channels.sent.length;
    counted.notices = notices.notices.length;
    seenSoFar.push(...[...news, ...toThem].toSorted((one, other) => one.at - other.at));
    return seenSoFar;
  }

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

  async function newestRequest(name?: string): Promise<CounselorRequest> {
    const found = (await open().app.requests())
      .filter((each) => each.status !== 'closed' && (name === undefined || each.side === sideOf(name)))
      .sort((left, right) => right.askedAt - left.askedAt);
    if (!found[0]) throw new CoachError('ALERT_NOT_OPEN', 'No request is open here.');
    return found[0];
  }

  async function unsigned(): Promise<Alert> {
    const found = (await open().app.alerts()).find((alert) => (alert.unsigned ?? []).length > 0);
    if (!found) throw new CoachError('NOTHING_TO_SIGN', 'No closed emergency waits for a signature.');
    return found;
  }

  async function act({ id }: Alert | CounselorRequest, done: CounselorAct): Promise<void> {
    await open().app.act(id, done);
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
      stage = await openStage(createStandingClock(at), {
        ...options,
        milestones: header.days,
        ...(language ? { language } : {}),
      });
      partners = header.partners;
      const [a, b] = header.partners;
      const spec = {
        caseCode: 'C-001',
        relationship: header.relationship,
        a: specOf(a),
        b: header.alone ? null : specOf(b),
        ...planOf(header),
      };
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
    async counselor(scripted, on) {
      const by = counselorName;
      if (scripted.type === 'co-sign')
        return act(await unsigned(), { ...scripted, by: supervisorName, role: 'supervisor' });
      if (on === 'request' && scripted.type !== 'done') return act(await newestRequest(), { ...scripted, by });
      if (scripted.type !== 'done') return act(await newestOpen(), { ...scripted, by });
      const alert = (await open().app.alerts()).find((each) => openTasks(each).length > 0);
      const task = alert && openTasks(alert).at(-1);
      if (!alert || !task) throw new CoachError('TASK_UNKNOWN', 'No task is open here.');
      await act(alert, { type: 'task-done', by, task: task.id, outcome: scripted.outcome });
    },
    async actOnCouple(act) {
      await open().app.actOnCouple('C-001', { ...act, by: counselorName });
      await open().app.drained();
    },
    async counselorSay(name, words) {
      const said = { type: 'say', by: counselorName, words } as const;
      await act(await newestOpen(name).catch(() => newestRequest(name)), said);
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
    async callOn({ people, live }) {
      messages();
      tellsNotices = true;
      const roster = rehearsedRoster(people);
      open().onCall.set(live ? roster : { ...roster, liveAt: null });
    },
    async onCallSays(name, way, text) {
      const { app, notices } = open();
      const address = `${way}:${name}`;
      const act = tapped.find((each) => each === text);
      if (act) {
        const notice = notices.notices.findLast((each) => each.address === address && each.message.acts.length > 0);
        const button = notice?.message.acts.find((each) => each.act === act);
        if (!notice || !button) throw new CoachError('NOT_FOUND', 'There is no such button on a notice there.');
        const { said } = await app.tap({ kind: way, address, token: button.token });
        messages();
        seenSoFar.push(noticeTo(name, way, said, open().clock.now()));
      } else {
        const told = notices.notices.findLast((each) => each.address === address && codeIn.test(each.message.text));
        const written = text.replace('<code>', codeIn.exec(told?.message.text ?? '')?.[1] ?? '');
        await app.receive({ channel: way as ChannelName, address, id: randomUUID(), text: written });
      }
      await app.drained();
    },
    async deliverNotices(name, way, what) {
      const { notices } = open();
      const address = `${way}:${name}`;
      if (what.type === 'works') return notices.work(address);
      notices.fail(address, { code: what.code, ...(what.type === 'blocked' ? { permanent: true } : {}) });
    },
    messages,
    alerts: async () => (await open().app.alerts()).map((alert) => seen(alert, partners, couple)),
    requests: async () => {
      const { app } = open();
      const requests = await app.requests();
      return Promise.all(
        requests.map(async (request) => seenRequest(request, await notified(app, 'request', request.id), partners)),
      );
    },
    async calls() {
      const { app } = open();
      const all = await Promise.all((await app.alerts()).map(({ id }) => notified(app, 'alert', id)));
      const fresh = all.flat().filter(({ key }) => !told.has(key));
      for (const { key } of fresh) told.add(key);
      return fresh.toSorted((one, other) => one.at - other.at).map(({ step }) => step);
    },
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

/** How a notice names the code of its case. */
const codeIn = /ACK (\d{4})/;

/** What is tapped on a notice, not written. */
const tapped = ['acknowledge', 'claim'] as const;

function toNotice({ kind, address, message, at }: Stage['notices']['notices'][number]): Sent {
  const text = [message.subject, message.text].filter((each) => each !== '').join('. ');
  const labels = message.acts.map(({ label }) => label);
  return { ...noticeTo(address.slice(kind.length + 1), kind, text, at), buttons: labels };
}

const noticeTo = (name: string, way: string, text: string, at: number): Sent => ({
  ...{ to: placeOf(name, way), at, lane: 'crisis', key: null, text, buttons: [], notice: true },
});

const planOf = ({ plan }: Header) => (plan === null ? {} : { plan });

function specOf(partner: ScriptPartner): PartnerSpec {
  const { name, channel, language, zone, country, privatePhone, checkIn, detox, enrolled } = partner;
  const known = detox === null ? {} : { detox };
  const person = { name, language, zone, country, privatePhone, checkIn, ...known };
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

function seenRequest(
  { id, side, occurrence, raisedAt: at }: CounselorRequest,
  calls: readonly StepCalled[],
  partners: readonly ScriptPartner[],
): RequestSeen {
  const step = calls.findLast((each) => each.at >= at)?.step;
  const called = step ? { called: step } : {};
  return { id, name: partners[side === 'a' ? 0 : 1]?.name ?? '', occurrence, at, ...called };
}

const asText = (value: Json): string => (Array.isArray(value) ? value.join(', ') : String(value));
