import { noteSpoken } from './inbox.ts';
import { placeOf } from './on-call.ts';
import type { Line } from './script.ts';
import type { State } from './state.ts';

const actTypes = [
  'at',
  'says',
  'counselor',
  'couple-act',
  'counselor-says',
  'delivery',
  'language',
  'restart',
  'on-call',
  'on-call-says',
  'on-call-delivery',
] as const;

/** A line that makes something happen. */
export type Act = Extract<Line, { readonly type: (typeof actTypes)[number] }>;

/** Whether a line makes something happen; the others only look. Pure. */
export const isAct = (line: Line): line is Act => actTypes.some((type) => type === line.type);

/** Makes happen what the line says. Rejects with what the world throws. */
export async function perform(state: State, act: Act): Promise<void> {
  const { world } = state;
  switch (act.type) {
    case 'at':
      state.now = act.instant;
      return world.advanceTo(act.instant);
    case 'says':
      state.spokeAt.set(act.name, state.now);
      noteSpoken(state.inbox, act.name, state.open);
      return world.say(act.name, act.text);
    case 'counselor':
      return world.counselor(act.act, act.on);
    case 'couple-act':
      return world.actOnCouple(act.act);
    case 'counselor-says':
      return world.counselorSay(act.name, act.words);
    case 'delivery':
      return world.deliver(act.name, act.what);
    case 'language':
      return world.hearNext(act.opinion);
    case 'restart':
      return world.restart();
    case 'on-call':
      return world.callOn(act.roster);
    case 'on-call-says':
      noteSpoken(state.inbox, placeOf(act.name, act.way), state.open);
      return world.onCallSays(act.name, act.way, act.text);
    case 'on-call-delivery':
      return world.deliverNotices(act.name, act.way, act.what);
  }
}
