import { loadDialogs } from '../../src/app/catalog/load-dialogs.ts';
import type { Couple } from '../../src/domain/couple.ts';
import type { Side } from '../../src/domain/partner.ts';
import type { Question } from '../../src/domain/words.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { MessageEvent, TurnEvent, TurnResult } from '../../src/engine/events.ts';
import { answered, by, defineDialog, fact, hours, keep, question, say, z } from '../../src/engine/kit.ts';
import { defaultLimits } from '../../src/engine/limits.ts';
import { createDialogs } from '../../src/engine/machine/dialogs.ts';
import { dueBy, nextWake } from '../../src/engine/time/timers.ts';
import { theContent } from '../support/content.ts';
import { message } from '../support/engine.ts';
import { dialogsDir } from '../support/places.ts';

/** A shared dialog: the opener gives a number, the other is asked for one, then both hear that both have answered. */
export const numbers = defineDialog({
  version: 1,
  context: z.object({ mine: z.number().nullable().default(null), yours: z.number().nullable().default(null) }),
  lane: 'mediated',
  shared: { ending: 'over' },
  delays: { WAIT: hours(3) },
  initial: 'mine',
  states: {
    mine: question('mine', { ask: { to: 'first' }, keep: 'mine', next: 'yours', expiry: { WAIT: 'over' } }),
    yours: question('yours', {
      before: [say('waiting', { to: 'first' })],
      ask: { to: 'second' },
      next: [{ target: 'both', guard: by('second'), actions: [keep('yours'), fact('yours')] }],
      skip: 'over',
      expiry: { WAIT: 'over' },
    }),
    both: question('again', {
      ask: { to: 'both' },
      next: [{ target: 'both', guard: answered(10) }, 'over'],
      expiry: { WAIT: 'over' },
    }),
    over: { entry: [say('over')], always: ['end'] },
    end: { type: 'final' },
  },
});

/** The real dialogs and texts, and the shared dialog of this test with its questions. */
export async function sharedEngine(dialog = numbers): Promise<Engine> {
  const [{ content }, definitions] = await Promise.all([theContent(), loadDialogs(dialogsDir)]);
  const { words } = content;
  const scale = { kind: 'scale', options: [] } as const;
  const questions = new Map<string, Question>([
    ...words.questions,
    ...['mine', 'yours', 'again'].map((key) => [`numbers.${key}`, scale] as const),
    ...[...words.questions].flatMap(([key, each]) =>
      key === 'listen.consent' ? [['numbers.consent', each] as const] : [],
    ),
  ]);
  const opening = [['numbers', { dialog: 'numbers' }]] as const;
  const phrases = { en: new Map([...words.phrases.en, ...opening]), es: new Map([...words.phrases.es, ...opening]) };
  return createEngine({
    dialogs: createDialogs(new Map([...definitions, ['numbers', dialog]])),
    words: { ...words, questions, phrases },
    limits: { ...defaultLimits, jitter: 0 },
  });
}

/** What a side is sent by a turn: keys, with `lane`. */
export const said = ({ effects }: TurnResult, side: Side): readonly string[] =>
  effects.flatMap((effect) =>
    effect.type === 'send' && effect.to === side && 'key' in effect.say ? [effect.say.key] : [],
  );

/** Plays a couple through an engine; between two turns it goes through JSON, as over a restart. */
export function playing(engine: Engine, start: Couple) {
  let couple = start;
  let count = 0;
  const results: TurnResult[] = [];
  const run = (event: TurnEvent): TurnResult => {
    const result = engine.runTurn(couple, event);
    couple = JSON.parse(JSON.stringify(result.couple));
    results.push(result);
    return result;
  };
  return {
    results,
    couple: (): Couple => couple,
    change: (changed: Couple) => {
      couple = changed;
    },
    write: (side: Side, text: string, at: number, fields: Partial<MessageEvent> = {}) =>
      run(message(text, { side, at, id: `${side}-${count++}`, from: couple[side]?.addresses[0] as never, ...fields })),
    due: run,
    /** Runs all that is due until an instant. */
    pass(until: number): readonly TurnResult[] {
      const ran: TurnResult[] = [];
      for (let at = nextWake(couple); at !== null && at <= until; at = nextWake(couple)) {
        const due = dueBy(couple, at)[0];
        if (due?.type !== 'timer') break;
        ran.push(run({ type: 'timer', id: `due-${count++}`, at, side: due.side, frame: due.frame, timer: due.timer }));
      }
      return ran;
    },
  };
}
