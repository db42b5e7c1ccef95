import type { UnsignedCoupleAct } from '../../domain/couple-act.ts';
import type { Side } from '../../domain/partner.ts';
import { coupleEnds } from '../../domain/together.ts';
import { unreadable } from './invalid.ts';
import type { Header, Step } from './script.ts';
import { readMoment } from './times.ts';

type Reader = (rest: string, setting: Setting) => UnsignedCoupleAct;

interface Setting {
  readonly header: Header;
  readonly now: number | null;
}

const readers: Readonly<Record<string, Reader>> = {
  assign(rest, setting) {
    const form = 'write counselor: assign EXERCISE at TIME [first NAME]';
    const [, exercise, at, first] = /^(\S+) +at +(\S.*?)(?: +first +(\S+))?$/u.exec(rest) ?? [];
    if (!exercise || !at) throw unreadable(form);
    const instant = readMoment(at, setting.now, setting.header.zone);
    return { type: 'assign', exercise, at: instant, first: first === undefined ? 'a' : sideOf(first, setting) };
  },
  'open-exercise': (rest) => ({ type: 'open-exercise', exercise: nameIn(rest) }),
  'close-exercise': (rest) => ({ type: 'close-exercise', exercise: nameIn(rest) }),
  hold: (rest, setting) => ({ type: 'hold', side: sideOf(rest, setting) }),
  'lift-hold': (rest, setting) => ({ type: 'lift-hold', side: sideOf(rest, setting) }),
  end(rest, setting) {
    const [reason = '', name = ''] = rest.split(/ +/u);
    const why = coupleEnds.find((each) => each === reason);
    if (!why) throw unreadable(`write counselor: end ${coupleEnds.join('|')} NAME`);
    return { type: 'end', why, side: sideOf(name, setting) };
  },
  'tell-end': () => ({ type: 'tell-end' }),
  called: (rest, setting) => ({ type: 'called', side: sideOf(rest, setting) }),
};

/** Reads what a counselor does with what is for two; null where it is something else. Pure. @throws CoachError `SCRIPT_INVALID`. */
export function readCoupleAct(rest: string, setting: Setting): Step | null {
  const [verb = ''] = rest.split(' ');
  const reader = Object.hasOwn(readers, verb) ? readers[verb] : undefined;
  return reader ? { type: 'couple-act', act: reader(rest.slice(verb.length).trim(), setting) } : null;
}

function sideOf(name: string, { header }: Setting): Side {
  const index = header.partners.findIndex((each) => each.name === name);
  if (index < 0) throw unreadable('name one of the partners');
  return index === 0 ? 'a' : 'b';
}

function nameIn(rest: string): string {
  if (!/^\S+$/u.test(rest)) throw unreadable('name one exercise');
  return rest;
}
