import { plain } from '../../../domain/words.ts';
import type { Reply } from './kind.ts';
import { answerKinds } from './kinds.ts';
import { setsOf } from './sets.ts';
import { atReason, atTelling, mark } from './spoken.ts';
import { within } from './tiles.ts';

/**
 * What was written behind an answer, as it was typed: from the first part on, behind a mark or a reason ("because"), that is no
 * answer itself and more than "please" or "I think". Empty where nothing else was written. Pure.
 */
export function wordsAfter(reply: Reply): string {
  const { read } = answerKinds[reply.question.kind];
  const { loose } = setsOf(reply.words.reading);
  const behind = toldBehind(reply);
  if (behind !== '') return behind;
  let answered = false;
  for (const { at, end } of partsOf(reply.text, reply.words.reading.reasons)) {
    const text = reply.text.slice(at, end);
    const said = plain(text);
    if (read({ ...reply, text, said }) !== null) answered = true;
    else if (within(said, loose) !== '') return answered ? reply.text.slice(at).trim() : '';
  }
  return '';
}

/** What somebody goes on to tell right behind a number, without a mark or a reason between: "4 we argued". */
function toldBehind(reply: Reply): string {
  const halves = reply.question.kind === 'scale' ? atTelling(reply) : null;
  const reason = halves && atReason(reply);
  if (!halves || (reason && reason.head.length < halves.head.length)) return '';
  if (answerKinds.scale.read({ ...reply, text: halves.head, said: halves.head }) === null) return '';
  const [unmarked = ''] = reply.text.split(mark, 1);
  const spaces = [...unmarked.matchAll(/\s(?=\S)/g)];
  const at = spaces.find(({ index }) => plain(reply.text.slice(0, index)) === halves.head)?.index;
  return at === undefined ? '' : reply.text.slice(at).trim();
}

interface Part {
  readonly at: number;
  readonly end: number;
}

const marks = new RegExp(mark, 'gu');

/** The parts of a text between its marks, and before and behind the first reason in each. */
function* partsOf(text: string, reasons: readonly string[]): Generator<Part> {
  let at = 0;
  for (const found of text.matchAll(marks)) {
    yield* splitAtReason(text, { at, end: found.index }, reasons);
    at = found.index + found[0].length;
  }
  yield* splitAtReason(text, { at, end: text.length }, reasons);
}

/** Characters of a reason's first words, at most. */
const longestReason = 40;

function* splitAtReason(text: string, { at, end }: Part, reasons: readonly string[]): Generator<Part> {
  for (const space of text.slice(at, end).matchAll(/\s(?=\S)/g)) {
    const from = at + space.index + 1;
    const said = `${plain(text.slice(from, Math.min(end, from + longestReason)))} `;
    if (!reasons.some((reason) => said.startsWith(`${reason} `))) continue;
    yield { at, end: from };
    yield { at: from, end };
    return;
  }
  yield { at, end };
}
