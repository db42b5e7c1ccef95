import { addressCancel, addressHolds, addressMove } from './addresses.ts';
import { alertAct, alertList, alertShow, ruleReport } from './alerts.ts';
import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import { consoleLink } from './console.ts';
import { deadLetters } from './dead-letters.ts';
import { detoxSet, detoxShow } from './detox.ts';
import { enrol, invite } from './enrol.ts';
import { drill, drillStatus, goLive } from './go-live.ts';
import type { Operation } from './operation.ts';
import { rotaClear, rotaOverride, rotaSet, rotaShow } from './rota.ts';
import { sheetSet, sheetShow } from './sheets.ts';
import { staffList, staffRemove, staffSet, wayAdd, wayRemove, wayTest, wayVerify } from './staff.ts';
import { status } from './status.ts';

/** Every operation by its name. A new one is its file and a line here. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    'address-cancel': addressCancel,
    'address-holds': addressHolds,
    'address-move': addressMove,
    'alert-act': alertAct,
    'alert-list': alertList,
    'alert-show': alertShow,
    'audit-verify': auditVerify,
    backup,
    'console-link': consoleLink,
    'detox-set': detoxSet,
    'detox-show': detoxShow,
    'dead-letters': deadLetters,
    drill,
    'drill-status': drillStatus,
    enrol,
    'go-live': goLive,
    invite,
    'report-rules': ruleReport,
    'rota-clear': rotaClear,
    'rota-override': rotaOverride,
    'rota-set': rotaSet,
    'rota-show': rotaShow,
    'sheet-set': sheetSet,
    'sheet-show': sheetShow,
    'staff-list': staffList,
    'staff-remove': staffRemove,
    'staff-set': staffSet,
    status,
    'way-add': wayAdd,
    'way-remove': wayRemove,
    'way-test': wayTest,
    'way-verify': wayVerify,
  }),
);
