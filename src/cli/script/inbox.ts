import { matches } from './pattern.ts';
import type { Pattern, Voice } from './script.ts';
import type { Sent } from './world.ts';

/** A message and what the script made of it. `waiting`: no line has expected it yet. */
export interface Letter {
  readonly sent: Sent;
  /** The number of the line during which it came. */
  readonly during: number;
  readonly state: 'waiting' | 'expected' | 'passed-over';
}

/** All messages of a run, in order, and where each partner last spoke. */
export interface Inbox {
  readonly letters: Letter[];
  /** How many letters there were when the partner last wrote. */
  readonly spokeAt: Map<string, number>;
}

export const emptyInbox = (): Inbox => ({ letters: [], spokeAt: new Map() });

const voiceOf = ({ lane, notice }: Sent): Voice => (notice ? 'oncall' : lane === 'nudge' ? 'nudge' : 'coach');

/** The messages to a partner in this voice that no line has expected yet. Pure. */
export const waitingFor = (inbox: Inbox, voice: Voice, name: string): readonly Letter[] =>
  inbox.letters.filter(({ sent, state }) => state === 'waiting' && sent.to === name && voiceOf(sent) === voice);

/** Takes the next message, if it is what was asked; in an open script the first that is, passing over those before. */
export function takeNext(inbox: Inbox, voice: Voice, name: string, what: Pattern, open: boolean): boolean {
  const waiting = waitingFor(inbox, voice, name);
  const index = waiting.findIndex(({ sent }) => matches(what, sent));
  if (index < 0 || (index > 0 && !open)) return false;
  mark(inbox, waiting.slice(0, index), 'passed-over');
  mark(inbox, waiting.slice(index, index + 1), 'expected');
  return true;
}

/** Takes one of the messages since the partner last wrote; the others of that time may stand around it. */
export function takeOneOf(inbox: Inbox, voice: Voice, name: string, what: Pattern): boolean {
  const around = looseFor(inbox, voice, name);
  const found = around.find(({ sent }) => matches(what, sent));
  if (!found) return false;
  mark(inbox, around, 'passed-over');
  mark(
    inbox,
    inbox.letters.filter(({ sent }) => sent === found.sent),
    'expected',
  );
  return true;
}

/** The messages in this voice since the partner last wrote that answer no other line. Pure. */
export function looseFor(inbox: Inbox, voice: Voice, name: string): readonly Letter[] {
  const since = inbox.letters.slice(inbox.spokeAt.get(name) ?? 0);
  return since.filter(({ sent, state }) => state !== 'expected' && sent.to === name && voiceOf(sent) === voice);
}

/** Notes that a partner writes now. In an open script what waited for them is passed over. */
export function noteSpoken(inbox: Inbox, name: string, open: boolean): void {
  inbox.spokeAt.set(name, inbox.letters.length);
  if (open)
    mark(
      inbox,
      inbox.letters.filter(({ sent, state }) => sent.to === name && state === 'waiting'),
      'passed-over',
    );
}

function mark(inbox: Inbox, letters: readonly Letter[], state: Letter['state']): void {
  for (const letter of letters) {
    const at = inbox.letters.findIndex(({ sent }) => sent === letter.sent);
    inbox.letters[at] = { ...letter, state };
  }
}
