import type { Side } from '../domain/partner.ts';
import { type Auditing, createAuditing } from './audit.ts';
import { createHealthCheck } from './check-health.ts';
import type { Coach } from './coach.ts';
import { createDueWork } from './due.ts';
import { createEnrolment, type Enrolment } from './enrol.ts';
import { createEscalation, type Escalation } from './escalate.ts';
import type { HealthProblem } from './health.ts';
import { createHistory, type History } from './history.ts';
import { measured } from './measured.ts';
import { createOwners } from './owners.ts';
import type { Parts } from './parts.ts';
import { createReceive } from './receive.ts';
import { createRelay, type Relay } from './relay.ts';
import { createSerial } from './serial.ts';
import { createSpooling, type Spooling } from './spooling.ts';
import { createSubscribe, type Subscribe } from './subscribe.ts';
import { createTrail } from './trail.ts';
import { createTurns } from './turns.ts';
import { createVault } from './vault.ts';

/** The app, put together: the coach itself and what its shells need beside it. */
export interface App extends Coach, Enrolment, History, Auditing {
  readonly relay: Relay;
  readonly spooling: Spooling;
  readonly subscribe: Subscribe;
  /** Every problem there is now: looks whether what is told could be kept, at most every few seconds. Never rejects. */
  checkHealth(): Promise<readonly HealthProblem[]>;
  /** A provider says that a message did not arrive. */
  reportUndelivered(couple: string, side: Side, code: string): Promise<void>;
}

/** Wires the parts. Starts nothing: `src/service.ts` does. */
export function createApp(given: Parts): App {
  const parts = measured(given);
  const vault = createVault(parts.store, parts.keys);
  const serial = createSerial();
  const turns = createTurns(parts, vault, createTrail(vault, parts.clock), (leases, couple) =>
    relay.take(leases, couple),
  );
  const owners = createOwners(parts, turns);
  const escalation: Escalation = createEscalation(parts, turns, serial, owners);
  const relay = createRelay(parts, vault, turns, escalation);
  const due = createDueWork(parts, turns, serial);
  const spooling = createSpooling(parts, createReceive(parts, turns, serial, due, owners));
  return {
    relay,
    spooling,
    checkHealth: createHealthCheck(parts),
    receive: (inbound) => spooling.receive(inbound),
    act: (alert, act) => escalation.act(alert, act),
    alerts: () => vault.alerts(),
    runDue: () => due.runDue(),
    nextDue: () => due.nextDue(),
    drained: () => relay.drained(),
    reportUndelivered: (couple, side, code) => escalation.deliveryFailed(couple, side, code),
    ...createEnrolment(parts, turns, serial, owners),
    ...createHistory(parts, vault),
    ...createAuditing(parts.store, parts.keys, vault, () => parts.clock.real()),
    subscribe: createSubscribe(parts.store, vault),
  };
}
