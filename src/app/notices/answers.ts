import type { Say } from '../../domain/effect.ts';
import { languages } from '../../domain/language.ts';
import { createLru } from '../../domain/lru.ts';
import { codeFrom, readTextAct, readWayCode, type TextAct } from '../../domain/notice-code.ts';
import type { CounselorRequest } from '../../domain/request.ts';
import type { Screening } from '../../domain/screening.ts';
import type { WayKind } from '../../domain/staff/person.ts';
import { plain } from '../../domain/words.ts';
import type { Inbound } from '../../ports/channel.ts';
import type { OnCallWay, Staff } from '../../ports/staff.ts';
import type { Alerts } from '../aggregates/alert.ts';
import type { Serial } from '../aggregates/serial.ts';
import type { Deps } from '../deps.ts';
import { inboundDigest } from '../digests.ts';
import { isStoreFault } from '../faults.ts';
import { answer, type NoticeActName, type NoticeActs } from './act.ts';
import type { AnswerWay } from './answer-way.ts';
import { type Case, fitting, kindOf, type List, type ListAlerts, lastToldBy, openOnes } from './cases.ts';
import type { TellWay } from './tell.ts';
import { wayOn } from './way-traits.ts';

type AnswerDeps = Pick<Deps, 'content' | 'clock' | 'newId' | 'log' | 'keys'> & {
  readonly staff: Staff;
  readonly list: ListAlerts;
  readonly listRequests: List<CounselorRequest>;
  readonly alerts: Pick<Alerts, 'run'>;
  readonly acts: NoticeActs;
  readonly tellWay: Pick<TellWay, 'tell'>;
  readonly answerWay: AnswerWay;
  readonly serial: Serial;
};

/** Messages that this process knows it has taken: one that a provider sends again does nothing again. */
const mostAnswered = 1_000;

/**
 * What comes from a contact way of a person on call: an act by its code, a code that tries the way, STOP, or words, which are kept as
 * a note on the case last told there. Each is answered by one line. It is never a stranger's.
 */
export function createAnswers({
  staff,
  list,
  listRequests,
  alerts,
  acts,
  tellWay,
  answerWay,
  serial,
  content,
  clock,
  newId,
  log,
  keys,
}: AnswerDeps) {
  const answered = createLru<true>(mostAnswered);

  /** A whole message that means STOP, in any language; or that the carrier took for it. */
  const isStop = ({ carrier, text }: Inbound): boolean =>
    carrier === 'stop' ||
    languages.some((language) => {
      const phrase = content.words.phrases[language].get(plain(text));
      return phrase !== undefined && 'command' in phrase && phrase.command === 'stop';
    });

  /** A lost phone is one word from nobody's notices. The provider that took the word says so itself. */
  async function stop(from: OnCallWay, { carrier }: Inbound): Promise<Say | null> {
    if (!from.way.ended)
      await staff.endWay(from, { code: 'STOP', at: clock.now(), ...(carrier ? { optedOut: true } : {}) });
    return carrier ? null : answer('way-stopped');
  }

  async function codeCame(from: OnCallWay, code: string): Promise<Say> {
    const said = { works: 'way-works', wrong: 'way-code-wrong', over: 'way-code-over' } as const;
    return answer(said[await staff.codeReturned(from, code)]);
  }

  /** The drill, where it has this code and somebody may still answer it. */
  async function drilled({ person }: OnCallWay, code: string): Promise<Say | null> {
    const drill = await staff.openDrill();
    if (!drill || codeFrom(drill.id) !== code) return null;
    return (await staff.answerDrill(drill.id, person.id)) ? answer('you-drilled') : null;
  }

  const openCases = async (): Promise<readonly Case[]> => [
    ...(await openOnes(list)),
    ...(await openOnes(listRequests)),
  ];

  async function act({ person }: OnCallWay, asked: NoticeActName, code: string, caseCode: string | null): Promise<Say> {
    const found = fitting(await openCases(), { code, caseCode }, person.id);
    const [only, ...others] = found;
    if (only && others.length === 0) return acts.perform(person, only, asked);
    if (only)
      return whichOf(
        found.map((each) => each.caseCode),
        asked,
        code,
      );
    return unfit(person, asked, code, caseCode);
  }

  /** A code of a case that was closed meanwhile names it; any other fits none. */
  async function unfit(
    { id, name }: OnCallWay['person'],
    asked: NoticeActName,
    code: string,
    caseCode: string | null,
  ): Promise<Say> {
    const all = [...(await list(['closed'])), ...(await listRequests(['closed']))];
    const [closed] = fitting(all, { code, caseCode }, id);
    if (closed) {
      await acts.refuse({ kind: kindOf(closed), id: closed.id }, asked, name, 'closed');
      return answer('not-open', { case: closed.caseCode });
    }
    await staff.refused(id, 'code-unknown');
    return answer('code-unknown', { code });
  }

  async function byText(from: OnCallWay, given: TextAct): Promise<Say> {
    // As a button there: whoever has a lost phone takes no case.
    if (from.way.ended) {
      await staff.refused(from.person.id, 'not-on-call');
      return answer('not-on-call');
    }
    if (given.code === null) {
      await staff.refused(from.person.id, 'code-shape');
      return answer('code-shape');
    }
    const { act: asked, code, caseCode } = given;
    const drill = asked === 'acknowledge' ? await drilled(from, code) : null;
    return drill ?? act(from, asked, code, caseCode);
  }

  /** Words: kept where they most likely belong. What is heard in them is kept with them; the crisis lines go back. */
  async function note({ person, way }: OnCallWay, words: string, { level }: Screening): Promise<Say> {
    const told = lastToldBy(way.id, await openOnes(list)) ?? lastToldBy(way.id, await list());
    if (!told) {
      await staff.refused(person.id, 'words');
      return answer('not-noted');
    }
    const event = { type: 'note', id: newId(), at: clock.now(), by: person.name, words, level } as const;
    await serial.run(`alert|${told.id}`, () => alerts.run(told.id, event));
    return answer('noted', { case: told.caseCode });
  }

  async function sayTo(from: OnCallWay, inbound: Inbound, screening: Screening): Promise<Say | null> {
    if (isStop(inbound)) return stop(from, inbound);
    const code = readWayCode(inbound.text);
    if (code !== null && from.way.code) return codeCame(from, code);
    const asked = readTextAct(inbound.text);
    return asked ? byText(from, asked) : note(from, inbound.text, screening);
  }

  /** Keeps how the way is reached, and does what the message asks. */
  async function take(from: OnCallWay, inbound: Inbound, screening: Screening, key: string): Promise<void> {
    if (inbound.left) return staff.endWay(from, { code: 'APP_REMOVED', at: clock.now() });
    if (inbound.reference !== undefined && inbound.reference !== from.way.reference)
      await staff.reached(from, inbound.reference);
    if (inbound.arrived || inbound.echo) return;
    const said = await sayTo(from, inbound, screening);
    if (said) await answerWay(from, said, key);
  }

  /** What cannot be done now cannot be done later: it is told, and nothing waits for it. */
  async function untaken(from: OnCallWay, error: unknown): Promise<void> {
    if (isStoreFault(error)) throw error;
    log.error('notice.answer-failed', error, { kind: from.way.kind });
    await tellWay.tell(from, { kind: 'answer', say: answer('not-noted') });
  }

  return {
    /** Whose contact way it came from; null where it is nobody's. One that nobody has tried yet speaks for a person by its code alone. */
    async whose({ channel, address, directory, text, reference, arrived, left }: Inbound): Promise<OnCallWay | null> {
      const kind = wayOn[channel];
      const found = kind && (await byAddress(staff, kind, address, directory));
      if (!found) return null;
      const { way } = found;
      if (way.verifiedAt !== null || arrived || left || (way.code && readWayCode(text) !== null)) return found;
      // Its code can be sent there from now on, whoever it was that wrote.
      if (reference !== undefined && reference !== way.reference) await staff.reached(found, reference);
      return null;
    },
    /** Rejects with `STORE_UNAVAILABLE` where nothing could be kept: it waits in the spool then. */
    async take(from: OnCallWay, inbound: Inbound, screening: Screening): Promise<'committed' | 'duplicate'> {
      const key = inboundDigest({ keys }, inbound);
      return serial.run(`way|${from.way.id}`, async () => {
        if (answered.get(key)) return 'duplicate';
        await take(from, inbound, screening, key).catch((error: unknown) => untaken(from, error));
        answered.set(key, true);
        return 'committed';
      });
    },
  };
}

/** Whose way it is, by the channel's own id or by its directory's. */
export const byAddress = async (
  staff: Pick<Staff, 'whoseWay'>,
  kind: WayKind,
  address: string,
  directory: string | undefined,
): Promise<OnCallWay | null> =>
  (await staff.whoseWay(kind, address)) ?? (directory === undefined ? null : staff.whoseWay(kind, directory));

export type Answers = ReturnType<typeof createAnswers>;

/** More than one case has the code: whoever answers names the case. Two alerts of one case are told apart in the console. */
function whichOf(cases: readonly string[], asked: NoticeActName, code: string): Say {
  const names = [...new Set(cases)];
  const act = asked === 'claim' ? 'CLAIM' : 'ACK';
  return answer('code-twice', { code, cases: names.join(', '), act, example: names[0] ?? '' });
}
