import { areNudgesPaused, hasOpenAlert } from '../../domain/partner.ts';
import type { Family } from '../../domain/screening.ts';
import { type Command, commands, type Phrase } from '../../domain/words.ts';
import { setAside } from '../crisis/crisis.ts';
import { dropCrisisFrames } from '../crisis/crisis-frames.ts';
import { dropTop, openFrame, resumeTimers, suspendTimers, topFrame } from '../machine/frames.ts';
import { refreshTop } from '../machine/saved-frames.ts';
import { replanNudges } from '../time/plan-nudges.ts';
import { change, pageHuman, send, type Turn } from '../turn.ts';
import { reask } from './asking.ts';

/** STOP, START and HELP: carriers act on them, so they come before all but a crisis. True when the message was one. */
export function carrierWord(turn: Turn, phrase: Phrase | null): boolean {
  if (!phrase || !('command' in phrase)) return false;
  if (phrase.command === 'stop') stop(turn);
  else if (phrase.command === 'start') start(turn);
  else if (phrase.command === 'help') help(turn);
  else return false;
  return true;
}

function help(turn: Turn): void {
  send(turn, 'reply', 'coach.help', {}, true);
  reask(turn, 'coach.back');
}

/** Nudges end and what was going on is over. An open alert becomes the counselor's task. */
function stop(turn: Turn): void {
  dropCrisisFrames(turn);
  if (hasOpenAlert(turn.partner)) pageOptOut(turn);
  change(turn, { optedOut: true, stack: [], paused: [], timers: [] });
  send(turn, 'reply', 'coach.stopped', {}, true);
}

const categoryOf = { self: 'suicide', substance: 'overdose', violence: 'violence', others: 'harm-to-others' } as const;

function pageOptOut(turn: Turn): void {
  for (const [family, alert] of Object.entries(turn.partner.alerts)) {
    if (alert.status === 'closed') continue;
    const category = categoryOf[family as Family];
    pageHuman(turn, { level: alert.level, category, about: 'self', reason: 'opted-out' });
  }
}

function start(turn: Turn): void {
  change(turn, { optedOut: false, nudgePause: null });
  replanNudges(turn);
  send(turn, 'reply', 'coach.started', {}, true);
  reask(turn, 'coach.back');
}

/** PAUSE, RESUME and leaving a dialog. True when the command was carried out. */
export function runCommand(turn: Turn, command: Command): boolean {
  switch (command) {
    case 'pause':
      return pause(turn);
    case 'resume':
      return resume(turn);
    case 'cancel':
      return cancel(turn);
    default:
      return false;
  }
}

/** Inside a dialog: all of it is set aside. Outside: nudges stop, and the partner is asked until when. */
function pause(turn: Turn): boolean {
  const inside = turn.partner.stack.length > 0;
  if (inside) {
    setAside(turn);
    send(turn, 'reply', 'coach.paused');
  } else {
    change(turn, { nudgePause: { until: null } });
    openFrame(turn, 'rest');
  }
  return true;
}

function resume(turn: Turn): boolean {
  const paused = turn.partner.paused.filter((each) => turn.at - each.opened <= turn.limits.pausedLife);
  change(turn, { paused });
  const frame = paused.at(-1);
  if (frame) {
    const below = turn.partner.stack.map((each) => suspendTimers(each, turn.at));
    change(turn, { paused: paused.slice(0, -1), stack: [...below, resumeTimers(frame, turn.at)] });
    if (!refreshTop(turn)) reask(turn, 'coach.resumed');
  } else if (areNudgesPaused(turn.partner, turn.at)) {
    change(turn, { nudgePause: null, stack: turn.partner.stack.filter((each) => each.dialog !== 'rest') });
    replanNudges(turn);
    send(turn, 'reply', 'coach.nudges-resumed');
  } else {
    send(turn, 'reply', 'coach.nothing-paused');
    reask(turn);
  }
  return true;
}

function cancel(turn: Turn): boolean {
  if (!topFrame(turn)) return false;
  dropTop(turn);
  send(turn, 'reply', 'coach.cancelled');
  reask(turn, 'coach.back');
  return true;
}

const isCommand = (what: string): what is Command => (commands as readonly string[]).includes(what);

/** Opens a dialog by its word. Where it is already open, it goes on; where it was paused, it starts afresh. */
export function openDialog(turn: Turn, what: string): void {
  if (isCommand(what) && what !== 'menu') {
    if (!carrierWord(turn, { command: what })) runCommand(turn, what);
    return;
  }
  const depth = turn.partner.stack.findLastIndex((frame) => frame.dialog === what);
  if (depth >= 0) {
    while (turn.partner.stack.length > depth + 1) dropTop(turn);
    return reask(turn, 'coach.still-open');
  }
  change(turn, { paused: turn.partner.paused.filter((frame) => frame.dialog !== what) });
  openFrame(turn, what);
}
