import type { Config } from '../../config/config.ts';
import { reachesSomebody } from '../../config/rules.ts';
import { socketOf } from '../../control/server.ts';
import { askService, resultOf } from '../control-client.ts';
import type { Stands } from '../staff/describe.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Who is told of an alert, may partners come in, and does anybody watch from outside? Asks a running service. */
export async function checkOnCall(config: Config, dataDir: string): Promise<readonly Finding[]> {
  if (config.tryPage)
    return [warn('on call', 'With /try alerts are shown there and nowhere else. Not for people in danger.')];
  const stands = await standsOf(dataDir);
  return [reach(config), ...(stands ? live(stands) : [unknown]), ...watch(config)];
}

function reach(config: Config): Finding {
  if (reachesSomebody(config)) return ok('on call', 'A way to people on call is configured.');
  const say = config.environment === 'production' ? fail : warn;
  return say(
    'on call',
    'No way to people on call is configured: set a channel, COACH_SMTP_URL, COACH_NOTICE_WEBHOOK_SECRET or COACH_PAGERDUTY=on.',
  );
}

const unknown = ok('live', 'No service runs to be asked: "coach go-live --check" says how it stands.');

/** Not being live is a state and no fault; a gap once it is live is. */
function live({ liveAt, lacks }: Stands): readonly Finding[] {
  if (liveAt === null)
    return [warn('live', ['Not live: nobody is enrolled in production.', ...lacks.map(({ todo }) => todo)].join('\n'))];
  if (lacks.length === 0) return [ok('live', `Since ${liveAt}; partners can be enrolled.`)];
  return lacks.map(({ code, todo }) => fail('live', `${code}: ${todo}`));
}

const watch = ({ environment, onCall: { deadmanUrl } }: Config): readonly Finding[] =>
  environment !== 'production'
    ? []
    : [
        deadmanUrl
          ? ok('outside watch', 'An outside service hears a heartbeat, and alarms on silence.')
          : warn('outside watch', 'None: nobody notices a machine that stands still. Set COACH_DEADMAN_URL.'),
      ];

/** What a running service says; null where none answers. */
async function standsOf(dataDir: string): Promise<Stands | null> {
  try {
    const response = await askService(socketOf(dataDir), 'go-live', { by: 'doctor', check: true });
    return response && ((await resultOf(response)) as Stands);
  } catch {
    return null;
  }
}
