import { addressCancel, addressHolds, addressMove } from './addresses.ts';
import { alertAct, alertList, alertShow, ruleReport } from './alerts.ts';
import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import { enrol, invite } from './enrol.ts';
import type { Operation } from './operation.ts';
import { sheetSet, sheetShow } from './sheets.ts';
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
    enrol,
    invite,
    'report-rules': ruleReport,
    'sheet-set': sheetSet,
    'sheet-show': sheetShow,
    status,
  }),
);
