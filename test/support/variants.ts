import { isAct } from '../../src/cli/script/acts.ts';
import type { RunResult } from '../../src/cli/script/run.ts';
import type { Header, Line, Run, ScriptPartner } from '../../src/cli/script/script.ts';

/**
 * Conversations made of one that is written: what happens in it stays, what is expected is what the written one said. So a script is also
 * one with restarts, one in other channels and languages, and one in which somebody falls into a crisis.
 */
const withLines = (run: Run, lines: readonly Line[], header: Partial<Header> = {}): Run => ({
  ...run,
  header: { ...run.header, ...header, mode: 'open' },
  lines,
});

/** What happens in a run, and nothing that it expects. Pure. */
export const asTold = (run: Run): Run => withLines(run, run.lines.filter(isAct));

/** The same with a restart before each message of a partner. Pure. */
export const restarting = (run: Run): Run => {
  const again = (line: Line): Line => ({ type: 'restart', number: line.number, source: 'restart:' });
  return withLines(
    run,
    asTold(run).lines.flatMap((line) => (line.type === 'says' ? [again(line), line] : [line])),
  );
};

/** The same with one partner in Spanish by SMS and the other in English in Teams. `first`: who is the one. Pure. */
export function mixed(run: Run, first: 0 | 1): Run {
  const moved = (partner: ScriptPartner, index: number): ScriptPartner => {
    const to =
      index === first ? ({ channel: 'sms', language: 'es' } as const) : ({ channel: 'teams', language: 'en' } as const);
    return { ...partner, ...to, also: partner.also === to.channel ? partner.channel : partner.also };
  };
  const [one, other] = run.header.partners;
  return withLines(asTold(run), asTold(run).lines, { partners: [moved(one, 0), moved(other, 1)] });
}

/** In how many places of a run somebody can fall into a crisis: at each message of theirs. Pure. */
export const placesOf = (run: Run, who: 0 | 1): number => saidBy(run, who).length;

const saidBy = (run: Run, who: 0 | 1): readonly Line[] =>
  run.lines.filter((line) => line.type === 'says' && line.name === run.header.partners[who].name);

/**
 * The same up to a message of one partner; from there on they are silent, or write the words of a crisis in place of it and are silent
 * then. The other goes on; a counselor does nothing any more. Pure.
 */
export function broken(run: Run, who: 0 | 1, place: number, words: string | null): Run {
  const { name } = run.header.partners[who];
  const cut = saidBy(run, who)[place];
  if (!cut) throw new Error('there is no such message');
  const lines = asTold(run).lines;
  const at = lines.indexOf(cut);
  const goesOn = (line: Line): boolean =>
    ['at', 'restart'].includes(line.type) || (line.type === 'says' && line.name !== name);
  const crisis: Line[] =
    words === null ? [] : [{ type: 'says', name, text: words, number: cut.number, source: `${name}: ${words}` }];
  return withLines(run, [...lines.slice(0, at), ...crisis, ...lines.slice(at + 1).filter(goesOn)]);
}

/** What a partner was sent: instant, lane and key, whichever of several wordings it was. Both where no name is given. Pure. */
export const heardBy = ({ letters }: RunResult, name?: string): readonly string[] =>
  letters
    .filter(({ sent }) => !sent.notice && (name === undefined || sent.to === name))
    .map(
      ({ sent }) =>
        `${new Date(sent.at).toISOString()} ${sent.to} ${sent.lane} ${sent.key?.replace(/-\d+$/, '') ?? sent.text}`,
    );
