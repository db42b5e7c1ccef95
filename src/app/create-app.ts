import type { DeliveryReport } from '../ports/channel.ts';
import type { Staff } from '../ports/staff.ts';
import { createAccounts } from './aggregates/account.ts';
import { createAct } from './aggregates/act.ts';
import { alertShape, createAlerts } from './aggregates/alert.ts';
import { readCaseload } from './aggregates/caseload.ts';
import { createCouples } from './aggregates/couple.ts';
import { createRequests, requestShape } from './aggregates/request.ts';
import { createRosters } from './aggregates/roster.ts';
import { createSerial } from './aggregates/serial.ts';
import { createUpdate } from './aggregates/update.ts';
import { createVault } from './aggregates/vault.ts';
import { createAuditRecorder } from './audit/record.ts';
import { type Auditing, createAuditing } from './audit/verify.ts';
import type { Coach } from './coach.ts';
import { type Console, createConsole } from './console/console.ts';
import { type CoupleActs, createCoupleActs } from './couples/couple-acts.ts';
import type { Given } from './deps.ts';
import { createDueWork } from './due/due.ts';
import { type ContactSheets, createContactSheets } from './enrolment/contact-sheets.ts';
import { createDetoxDates, type DetoxDates } from './enrolment/detox-dates.ts';
import { createEnrolment, type Enrolment } from './enrolment/enrol.ts';
import { type AddressMoves, createAddressMoves } from './enrolment/move-address.ts';
import { createOwnPart } from './enrolment/own-part.ts';
import { createFiles, type Files } from './files/files.ts';
import { createHealthCheck } from './health/check-health.ts';
import type { HealthProblem } from './health/health.ts';
import { lookThrough, reportUnreadable } from './health/look-through.ts';
import { createPulse, type Pulse } from './health/pulse.ts';
import { createOwners } from './inbound/owners.ts';
import { createReceive } from './inbound/receive.ts';
import { createSpooling, type Spooling } from './inbound/spooling.ts';
import { measured } from './measured.ts';
import { createNotices, type Notices } from './notices/notices.ts';
import { createDeliveries, type Reported } from './outbox/deliveries.ts';
import { createAsk } from './outbox/effects/ask.ts';
import { createInform } from './outbox/effects/inform.ts';
import { createNotify } from './outbox/effects/notify.ts';
import { createBringPage, createCaseCodeOf, createPage } from './outbox/effects/page.ts';
import { createRequest } from './outbox/effects/request.ts';
import { createSend } from './outbox/effects/send.ts';
import { createTell } from './outbox/effects/tell.ts';
import { createTransfer } from './outbox/effects/transfer.ts';
import { createUndelivered } from './outbox/effects/undelivered.ts';
import { createCallForHelp, createFallback } from './outbox/fallback.ts';
import { createLaneQueue } from './outbox/lane-queue.ts';
import { createNoticeReports } from './outbox/notice-reports.ts';
import { createRelay, type Relay } from './outbox/relay.ts';
import { createStartOver, type StartOver } from './rehearsal/start-over.ts';
import { createRosterActs, type RosterActs } from './roster/acts.ts';
import { createGate } from './roster/gate.ts';
import { createIsReached, withReach } from './roster/reach.ts';
import { createRosterService, type RosterService } from './roster/roster.ts';
import { createStaff } from './roster/staff.ts';
import { createHistory, type History } from './streams/history.ts';
import { createSubscribe, type Subscribe } from './streams/subscribe.ts';

/** The app, put together: the coach itself and what its shells need beside it. */
export interface App
  extends Coach,
    Enrolment,
    AddressMoves,
    ContactSheets,
    DetoxDates,
    CoupleActs,
    Files,
    History,
    Auditing,
    Pick<Notices, 'tap'> {
  readonly relay: Relay;
  readonly spooling: Spooling;
  readonly subscribe: Subscribe;
  readonly startOver: StartOver;
  /** What the counselor's console is served from. */
  readonly console: Console;
  /** Who can be called. */
  readonly roster: RosterService & RosterActs;
  /** What comes from the ways of people on call. */
  readonly staff: Staff;
  /** Every problem there is now: looks whether what is told could be kept, at most every few seconds. Never rejects. */
  checkHealth(): Promise<readonly HealthProblem[]>;
  /** Whether an outside watch may hear that all goes well: null, or why not. Never rejects. */
  readonly pulse: Pulse;
  /** Looks through all that is kept and reports what cannot be read; until the signal ends. Rejects with `STORE_UNAVAILABLE`. */
  lookThrough(signal: AbortSignal): Promise<void>;
  /** A provider says what became of a message. @throws CoachError `STORE_UNAVAILABLE` when it could not be kept. */
  report(report: DeliveryReport): Promise<Reported>;
}

/** Wires the deps. Starts nothing: `src/service/service.ts` does. */
export function createApp(given: Given): App {
  const parts = measured(given);
  const vault = createVault(parts.store, parts.keys, (kind, id) => reportUnreadable(parts.health, kind, id));
  const serial = createSerial();
  const lanes = createLaneQueue();
  const aggregates = createUpdate(parts, vault, createAuditRecorder(vault, parts.clock), lanes);
  const rosters = createRosters(aggregates, parts);
  const roster = createRosterService(parts, rosters, serial);
  const staff = parts.staff ?? createStaff(roster);
  const onCall = parts.onCall ?? roster.onCall;
  const isReached = createIsReached(onCall);
  const deps = { ...parts, staff, onCall, isReached, engine: withReach(parts.engine, isReached) };
  const gate = createGate(deps, roster);
  const couples = createCouples(deps, aggregates);
  const alerts = createAlerts(aggregates, { ...deps, caseload: () => readCaseload(deps.store) });
  const requests = createRequests(aggregates, deps);
  const owners = createOwners(deps, couples);
  const act = createAct(deps, alerts, requests, serial);
  const told = createNoticeReports(deps, alerts, serial);
  const notices = createNotices(deps, { alerts, requests, roster, vault, serial, act, told });
  const callForHelp = createCallForHelp(deps, notices.tellWay);
  const fallback = createFallback(deps, callForHelp);
  const caseCodeOf = createCaseCodeOf(deps, couples, owners);
  const bringPage = createBringPage(deps, alerts, serial, caseCodeOf);
  const undelivered = createUndelivered(deps, couples, serial, bringPage);
  const carriers = {
    send: createSend(deps, vault, couples, undelivered, fallback),
    page: createPage(bringPage, fallback),
    tell: createTell(deps, couples, serial),
    notify: createNotify(deps, { alerts, requests }, serial, notices.tellWay),
    request: createRequest(deps, requests, serial, caseCodeOf),
    transfer: createTransfer(deps, couples, serial),
    ask: createAsk(deps, couples, serial),
    inform: createInform(roster, staff, notices.tellWay),
  };
  const relay = createRelay(deps, vault, lanes, carriers, fallback);
  const due = createDueWork(deps, couples, { alerts, requests, rosters }, serial);
  const ownPart = createOwnPart(deps, couples, serial, owners);
  const auditing = createAuditing(deps.store, deps.keys, vault, () => deps.clock.real());
  const { report, ...deliveries } = createDeliveries(deps, couples, alerts, serial, undelivered, fallback);
  const spooling = createSpooling(
    deps,
    createReceive(deps, couples, serial, due, owners, notices.answers, gate),
    callForHelp,
  );
  const history = createHistory(deps, vault);
  const subscribe = createSubscribe(deps.store, vault);
  const people = { ...roster, ...createRosterActs(roster, { ...deps, couples, owners, tellWay: notices.tellWay }) };
  const enrolment = createEnrolment(deps, couples, serial, owners, gate);
  const sheets = createContactSheets(deps, ownPart);
  const inHand = {
    alerts: () => vault.list(alertShape),
    requests: () => vault.list(requestShape),
    drained: () => relay.drained(),
  };
  return {
    ...inHand,
    relay,
    spooling,
    roster: people,
    staff,
    console: createConsole(deps, {
      ...{ alerts, requests, couples, roster: people, serial, vault, act, history, subscribe, audit: auditing.audit },
      ...{ enrolment, ownPart, sheets },
      accounts: createAccounts(aggregates, deps, vault, serial),
    }),
    startOver: createStartOver(deps, couples, { alerts, requests }, inHand, serial),
    checkHealth: createHealthCheck(deps),
    pulse: createPulse(deps, { roster: roster.roster, vault, lastRound: due.lastRound }),
    lookThrough: (signal) => lookThrough(deps, auditing, signal),
    receive: (inbound) => spooling.receive(inbound),
    act,
    tap: notices.tap,
    runDue: () => due.runDue(),
    nextDue: () => due.nextDue(),
    ...deliveries,
    report: async (told) => (await notices.report(told)) ?? report(told),
    ...enrolment,
    ...createAddressMoves(deps, couples, serial, owners, gate),
    ...sheets,
    ...createDetoxDates(deps, ownPart),
    ...createCoupleActs(deps, couples, serial, owners),
    ...createFiles(deps, couples),
    ...history,
    ...auditing,
    subscribe,
  };
}
