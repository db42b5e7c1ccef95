import type { Lane } from '../domain/frame.ts';
import type { SayParams } from '../engine/machine/actions.ts';
import { actionsOf, type Dialogs } from '../engine/machine/dialog.ts';

/** The lanes that dialogs say each text on, by full key: what is said in a crisis, what a nudge leaves on a lock screen. Pure. */
export function textLanes(dialogs: Dialogs): ReadonlyMap<string, ReadonlySet<Lane>> {
  const lanes = new Map<string, Set<Lane>>();
  for (const dialog of dialogs.values()) {
    for (const action of Object.values(dialog.states).flatMap(actionsOf)) {
      if (action.type !== 'say' && action.type !== 'ask') continue;
      const { key, lane = dialog.lane } = action.params as SayParams;
      const full = `${dialog.name}.${key}`;
      lanes.set(full, (lanes.get(full) ?? new Set()).add(lane));
    }
  }
  return lanes;
}
