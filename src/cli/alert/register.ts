import { type Command, Option } from 'commander';
import {
  callResults,
  closeOutcomes,
  type FalseAlarmReason,
  falseAlarmReasons,
  type TaskOutcome,
  taskOutcomes,
  type UnsignedAct,
} from '../../domain/counselor-act.ts';
import { CoachError } from '../../domain/errors.ts';
import type { Ask } from '../address/command.ts';
import { doAct, listAlerts, listUndelivered, readNote, readWords, reportRulesCommand, showAlert } from './command.ts';

const streams = { input: process.stdin, output: process.stdout, told: process.stderr };

/** What every act may be given; `note`: one is read from standard input. */
interface Given {
  readonly by: string;
  readonly note?: boolean;
  readonly from?: string;
  readonly asked?: boolean;
  readonly outcome?: string;
  readonly followUp?: string | false;
  readonly seen?: string;
  readonly occurrence?: string;
}

/** `coach alert …` and `coach report rules`. */
export function registerAlerts(program: Command, ask: Ask): void {
  const alert = program.command('alert').description('what counselors do with alerts (docs/alerts.md)');
  alert
    .command('list')
    .description('open alerts, the most severe first')
    .option('--all', 'closed ones too')
    .option('--unsigned', 'only those with a closed emergency that waits for a co-signature')
    .option('--json', 'one JSON array instead of lines')
    .action((options) => listAlerts(ask, options, streams.output));
  alert
    .command('show')
    .description('one alert: what was heard, tasks, clocks and timeline')
    .argument('<alert>', 'its id or the beginning of it, or the case code where one alert of it is open')
    .option('--json', 'one JSON object instead of lines')
    .action((name: string, options) => showAlert(ask, name, options, streams.output));
  alert
    .command('undelivered')
    .description('notices that a contact way has not taken: whose, which, why and since when')
    .option('--json', 'one JSON array instead of lines')
    .action((options) => listUndelivered(ask, options, streams.output));
  for (const [type, what] of Object.entries(plain)) act(alert, type, what);
  withOptions(alert);
  program
    .command('report')
    .description('reports about what the coach did')
    .command('rules')
    .description('how often each screening rule paged, and how often that was a false alarm, by reason')
    .option('--json', 'one JSON array instead of a table')
    .action((options) => reportRulesCommand(ask, options, streams.output));

  /** A command of an act, which by default takes nothing more. */
  function act(
    parent: Command,
    type: string,
    what: string,
    read: (given: Given, rest: readonly string[]) => Promise<object> = async () => ({}),
  ): Command {
    const command = parent
      .command(type)
      .description(what)
      .argument('<alert>', 'as in show')
      .requiredOption('--by <name>', 'who does it: a name or id of coach staff list');
    return command.action(async (name: string) => {
      const given: Given = command.opts();
      const input = await read(given, command.args.slice(1));
      await doAct(ask, name, { type, ...input } as UnsignedAct, given, streams.output);
    });
  }

  function withOptions(parent: Command): void {
    const note = ['--note', 'read a note from standard input'] as const;
    const seen = ['--seen <version>', 'the version of the alert that you have read, as show tells it'] as const;
    act(parent, 'take-over', 'answer in the chat; the coach goes quiet', async ({ from }) => ({
      ...(from ? { from } : {}),
    })).option('--from <name>', 'take it over from whoever holds it');
    act(parent, 'say', 'write to the partner; the words are read from standard input', async () => ({
      words: await readWords(streams, 'Your words to the partner'),
    }));
    act(
      parent,
      'reassign',
      'give the case to a named person, who then claims it',
      async ({ from, note: wanted }, [person]) => ({
        person,
        ...(from ? { from } : {}),
        ...(await readNote(streams, wanted)),
      }),
    )
      .argument('<person>', 'their name')
      .option('--from <name>', 'take it from whoever holds it')
      .option(...note);
    act(
      parent,
      'log-call',
      `note a call: ${callResults.join(', ')}`,
      async ({ asked = false, note: wanted }, [result]) => ({
        result,
        asked,
        ...(await readNote(streams, wanted)),
      }),
    )
      .argument('<result>', callResults.join(', '))
      .option('--asked', 'the partner asked to be called: in a violence case nobody calls unasked')
      .option(...note);
    act(
      parent,
      'log-decision',
      'note what counselor and advocate decided; it is read from standard input',
      async () => ({
        note: await readWords(streams, 'What was decided'),
      }),
    );
    act(parent, 'close', 'close the case', closing)
      .addOption(
        new Option('--outcome <outcome>', 'how it ended; other: tell it in the note').choices([
          ...closeOutcomes,
          'other',
        ]),
      )
      .option('--follow-up <date>', 'the day on which somebody asks how it goes, YYYY-MM-DD')
      .option('--no-follow-up', 'nobody does')
      .requiredOption(...seen)
      .option(...note);
    act(
      parent,
      'false-alarm',
      'close the case as a false alarm; it counts in coach report rules',
      async ({ seen: read, note: wanted }, [reason]) => ({
        reason: reason as FalseAlarmReason,
        seen: Number(read),
        ...(await readNote(streams, wanted)),
      }),
    )
      .argument('<reason>', falseAlarmReasons.join(', '))
      .requiredOption(...seen)
      .option(...note);
    act(
      parent,
      'co-sign',
      'sign a closed emergency, as a supervisor who did not close it',
      async ({ seen: read, occurrence }) => ({
        seen: Number(read),
        ...(occurrence ? { occurrence: Number(occurrence) } : {}),
      }),
    )
      .option('--occurrence <number>', 'which one; the oldest where it is left out')
      .requiredOption(...seen);
    act(parent, 'task-done', 'say that a task is done', async (_, [task, outcome]) => ({
      task,
      outcome: outcome as TaskOutcome,
    }))
      .argument('<task>', 'its id, as show tells it')
      .argument('<outcome>', taskOutcomes.join(', '));
  }
}

/** The acts that take nothing more. */
const plain = {
  acknowledge: 'tell people on call that you look; the clocks go on',
  claim: 'take the case: its clocks stop',
  release: 'let others take it: its clocks begin anew',
  'hand-back': 'let the coach answer again; the case stays yours',
  escalate: 'call the next step now',
};

async function closing({ outcome, followUp, seen, note }: Given): Promise<object> {
  if (outcome === undefined) throw incomplete(`--outcome ${[...closeOutcomes, 'other'].join('|')}`);
  if (followUp === undefined) throw incomplete('--follow-up YYYY-MM-DD or --no-follow-up');
  if (outcome === 'other' && !note) throw incomplete('--note, and how it ended on standard input');
  return {
    outcome,
    followUp: followUp === false ? null : followUp,
    seen: Number(seen),
    ...(await readNote(streams, note)),
  };
}

const incomplete = (what: string): CoachError => new CoachError('CLOSE_INCOMPLETE', `Nothing was closed: say ${what}.`);
