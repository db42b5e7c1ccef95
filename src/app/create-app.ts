import type { DeliveryReport } from '../ports/channel.ts';
import { createAct } from './aggregates/act.ts';
import { alertShape, createAlerts } from './aggregates/alert.ts';
import { createCouples } from './aggregates/couple.ts';
import { createRequests, requestShape } from './aggregates/request.ts';
import { createSerial } from './aggregates/serial.ts';
import { createUpdate } from './aggregates/update.ts';
import { createVault } from './aggregates/vault.ts';
import { createAuditRecorder } from './audit/record.ts';
import { type Auditing, createAuditing } from './audit/verify.ts';
import type { Coach } from './coach.ts';
import type { Deps } from './deps.ts';
import { createDueWork } from './due/due.ts';
import { type ContactSheets, createContactSheets } from './enrolment/contact-sheets.ts';
import { createEnrolment, type Enrolment } from './enrolment/enrol.ts';
import { type AddressMoves, createAddressMoves } from './enrolment/move-address.ts';
import { createHealthCheck } from './health/check-health.ts';
import type { HealthProblem } from './health/health.ts';
import { lookThrough, reportUnreadable } from './health/look-through.ts';
import { createOwners } from './inbound/owners.ts';
import { createReceive } from './inbound/receive.ts';
import { createSpooling, type Spooling } from './inbound/spooling.ts';
import { measured } from './measured.ts';
import { createDeliveries, type Reported } from './outbox/deliveries.ts';
import { createAsk } from './outbox/effects/ask.ts';
import { createNotify } from './outbox/effects/notify.ts';
import { createBringPage, createCaseCodeOf, createPage } from './outbox/effects/page.ts';
import { createRequest } from './outbox/effects/request.ts';
import { createSend } from './outbox/effects/send.ts';
import { createTell } from './outbox/effects/tell.ts';
import { createTransfer } from './outbox/effects/transfer.ts';
import { createUndelivered } from './outbox/effects/undelivered.ts';
import { createFallback } from './outbox/fallback.ts';
import { createLaneQueue } from './outbox/lane-queue.ts';
import { createRelay, type Relay } from './outbox/relay.ts';
import { createStartOver, type StartOver } from './rehearsal/start-over.ts';
import { createHistory, type History } from './streams/history.ts';
import { createSubscribe, type Subscribe } from './streams/subscribe.ts';

/** The app, put together: the coach itself and what its shells need beside it. */
export interface App extends Coach, Enrolment, AddressMoves, ContactSheets, History, Auditing {
  readonly relay: Relay;
  readonly spooling: Spooling;
  readonly subscribe: Subscribe;
  readonly startOver: StartOver;
  /** Every problem there is now: looks whether what is told could be kept, at most every few seconds. Never rejects. */
  checkHealth(): Promise<readonly HealthProblem[]>;
  /** Looks through all that is kept and reports what cannot be read; until the signal ends. Rejects with `STORE_UNAVAILABLE`. */
  lookThrough(signal: AbortSignal): Promise<void>;
  /** A provider says what became of a message. @throws CoachError `STORE_UNAVAILABLE` when it could not be kept. */
  report(report: DeliveryReport): Promise<Reported>;
}

/** Wires the deps. Starts nothing: `src/service/service.ts` does. */
export function createApp(given: Deps): App {
  const deps = measured(given);
  const vault = createVault(deps.store, deps.keys, (kind, id) => reportUnreadable(deps.health, kind, id));
  const serial = createSerial();
  const lanes = createLaneQueue();
  const aggregates = createUpdate(deps, vault, createAuditRecorder(vault, deps.clock), lanes);
  const couples = createCouples(deps, aggregates);
  const alerts = createAlerts(aggregates, deps);
  const requests = createRequests(aggregates, deps);
  const owners = createOwners(deps, couples);
  const fallback = createFallback(deps);
  const caseCodeOf = createCaseCodeOf(deps, couples, owners);
  const bringPage = createBringPage(deps, alerts, serial, caseCodeOf);
  const undelivered = createUndelivered(deps, couples, serial, bringPage);
  const carriers = {
    send: createSend(deps, vault, couples, undelivered, fallback),
    page: createPage(bringPage, fallback),
    tell: createTell(deps, couples, serial),
    notify: createNotify(deps, alerts, requests, serial),
    request: createRequest(deps, requests, serial, caseCodeOf),
    transfer: createTransfer(deps, couples, serial),
    ask: createAsk(deps, couples, serial),
  };
  const relay = createRelay(deps, vault, lanes, carriers, fallback);
  const due = createDueWork(deps, couples, alerts, requests, serial);
  const auditing = createAuditing(deps.store, deps.keys, vault, () => deps.clock.real());
  const spooling = createSpooling(deps, createReceive(deps, couples, serial, due, owners));
  const inHand = {
    alerts: () => vault.list(alertShape),
    requests: () => vault.list(requestShape),
    drained: () => relay.drained(),
  };
  return {
    ...inHand,
    relay,
    spooling,
    startOver: createStartOver(deps, couples, { alerts, requests }, inHand, serial),
    checkHealth: createHealthCheck(deps),
    lookThrough: (signal) => lookThrough(deps, auditing, signal),
    receive: (inbound) => spooling.receive(inbound),
    act: createAct(deps, alerts, requests, serial),
    runDue: () => due.runDue(),
    nextDue: () => due.nextDue(),
    ...createDeliveries(deps, couples, alerts, serial, undelivered, fallback),
    ...createEnrolment(deps, couples, serial, owners),
    ...createAddressMoves(deps, couples, serial, owners),
    ...createContactSheets(deps, couples, serial, owners),
    ...createHistory(deps, vault),
    ...auditing,
    subscribe: createSubscribe(deps.store, vault),
  };
}
