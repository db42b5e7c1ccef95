import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createStandingClock } from '../src/adapters/rehearsal/clock.ts';
import { advance } from '../src/app/rehearsal/rehearse.ts';
import { builtCatalog, openStage } from '../src/cli/stage.ts';
import { atLeast } from '../src/domain/screening.ts';
import type { Catalog } from '../src/service/service.ts';

/** One turn of a person's side of a conversation: `id` is the conversation's with `:` and the turn's number. */
interface Turn {
  readonly id: string;
  readonly persona: string;
  readonly risk: string;
  readonly text: string;
}

interface Played extends Turn {
  readonly level: string;
  readonly rules: readonly string[];
  readonly pages: readonly string[];
  readonly said: readonly (string | null)[];
}

const apart = 300_000;
const begin = 1_767_718_800_000;
const address = 'sms:alex';
const person = { language: 'en', zone: 'America/Chicago', country: 'us', privatePhone: false, checkIn: null } as const;
const couple = {
  caseCode: 'C-001',
  relationship: 'romantic',
  a: { ...person, name: 'Alex', channel: 'sms', address },
  b: { ...person, name: 'Sam', channel: 'sms', address: 'sms:sam' },
} as const;

/** Plays one conversation through the whole app, five minutes apart, and tells what each turn came to. */
async function play(catalog: Catalog, turns: readonly Turn[]): Promise<readonly Played[]> {
  const clock = createStandingClock(begin);
  const { app, channels, dispose } = await openStage(clock, { catalog });
  const played: Played[] = [];
  const pagesNow = async () => (await app.alerts()).flatMap(({ pages }) => pages);
  try {
    await app.invite(couple);
    for (const turn of turns) {
      await advance(app, clock, clock.now() + apart);
      const [pagesBefore, saidBefore] = [(await pagesNow()).length, channels.sent.length];
      await app.receive({ channel: 'sms', address, id: randomUUID(), text: turn.text });
      await app.drained();
      const pages = (await pagesNow()).slice(pagesBefore).map(({ level, category }) => `${level} ${category}`);
      const said = channels.sent.slice(saidBefore).map(({ message }) => message.key);
      const { level, matches } = catalog.screen(turn.text);
      played.push({ ...turn, level, rules: matches.map((match) => `${match.rule}=${match.level}`), pages, said });
    }
  } finally {
    await dispose();
  }
  return played;
}

const isHeard = ({ level }: Played): boolean => atLeast(level as never, 'check');
const isAsked = ({ said }: Played): boolean => said.some((key) => key?.startsWith('direct-check.ask'));

/** What a file of turns came to, in a few lines. Pure. */
function summary(conversations: readonly (readonly Played[])[]): string {
  const risk = conversations.filter(([first]) => first?.risk !== 'none');
  const none = conversations.filter(([first]) => first?.risk === 'none');
  const calm = none.flat();
  const quiet = risk.filter((turns) => !turns.some((turn) => isHeard(turn) || isAsked(turn)));
  return [
    `at risk: ${risk.length}, heard or asked ${risk.length - quiet.length}, paged ${risk.filter((turns) => turns.some(({ pages }) => pages.length > 0)).length}`,
    `at no risk: ${calm.length} turns, paged ${calm.filter(({ pages }) => pages.length > 0).length}, heard ${calm.filter(isHeard).length}`,
    `at risk and silent: ${quiet.map(([first]) => first?.id.split(':')[0]).join(' ')}`,
  ].join('\n');
}

const [file, detail] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Say which file: JSON lines with id, persona, risk, text.\n');
  process.exit(2);
}
const byConversation = new Map<string, Turn[]>();
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const turn = JSON.parse(line) as Turn;
  const [id = ''] = turn.id.split(':');
  byConversation.set(id, [...(byConversation.get(id) ?? []), turn]);
}
const catalog = await builtCatalog();
const conversations: (readonly Played[])[] = [];
for (const turns of byConversation.values()) conversations.push(await play(catalog, turns));
if (detail === '--turns') for (const turn of conversations.flat()) process.stdout.write(`${JSON.stringify(turn)}\n`);
process.stderr.write(`${summary(conversations)}\n`);
