import type { ChatEntry, ChatPage, HeardView } from '../../domain/console/case.ts';
import type { Say } from '../../domain/effect.ts';
import type { Json, Lane } from '../../domain/frame.ts';
import { type Language, languages } from '../../domain/language.ts';
import type { Partner } from '../../domain/partner.ts';
import type { Match } from '../../domain/screening.ts';
import type { Store } from '../../ports/store.ts';
import { streamOf } from '../aggregates/update.ts';
import type { Deps } from '../deps.ts';
import type { Case } from '../notices/cases.ts';
import type { History, HistoryEntry } from '../streams/history.ts';

/** Entries of the turn log that are shown at once: five turns around a trigger, and what has come since. */
const pageSize = 60;
/** Notes of one case that are shown. */
const mostNotes = 500;

/** What a chat is shown to a counselor from. Both hold one partner's words, and nothing of the other's. */
export const streamsOf = ({ id, couple, side }: Pick<Case, 'id' | 'couple' | 'side'>) => ({
  turn: streamOf('turn', couple, side),
  notes: streamOf('turn', id, 'system'),
});

/** The talk of one partner, as a counselor reads it. */
export interface Chat {
  /** The newest part; with `before`, what came before that number. */
  page(of: Case, partner: Partner, before?: number): Promise<ChatPage>;
  /** What entries of the turn log come to. Pure but for the texts. */
  entries(log: readonly HistoryEntry[], partner: Partner): readonly ChatEntry[];
}

/** Over the streams, through the history. */
export function createChat(
  { content, store }: { readonly content: Deps['content']; readonly store: Pick<Store, 'streamEnd'> },
  { history }: Pick<History, 'history'>,
): Chat {
  /** What the coach said, in both languages; only its key where the text has changed since and asks for other things. */
  function coachSaid(key: string, params: Say['params'], partner: Partner) {
    const channel = partner.addresses[0]?.channel ?? 'web';
    const inLanguage = (language: Language): string => {
      try {
        return content.render({ key, params }, { language, channel, country: partner.country }).text;
      } catch {
        return key;
      }
    };
    const text = Object.fromEntries(languages.map((language) => [language, inLanguage(language)]));
    return { who: 'coach', key, text: text as Readonly<Record<Language, string>>, said: partner.language } as const;
  }

  function entriesOf({ seq, at, data }: HistoryEntry, partner: Partner): readonly ChatEntry[] {
    const given = (data['given'] ?? []) as readonly Say['params'][];
    const said = ((data['said'] ?? []) as readonly string[]).map((key, nth) =>
      coachSaid(key, given[nth] ?? {}, partner),
    );
    const lines = [...firstOf(data), ...said];
    return lines.map((line, nth) => ({ id: `${seq}.${nth}`, at, ...line }));
  }

  const entries: Chat['entries'] = (log, partner) => log.flatMap((entry) => entriesOf(entry, partner));

  return {
    entries,
    async page(of, partner, before) {
      const { turn, notes } = streamsOf(of);
      const end = before === undefined ? await store.streamEnd(turn) : before - 1;
      const after = Math.max(0, end - pageSize);
      const [log, noted] = await Promise.all([
        end > 0 ? history(turn, after, end - after) : [],
        before === undefined ? history(notes, 0, mostNotes) : [],
      ]);
      const within = log.filter(({ seq }) => seq <= end);
      return { chat: [...entries(within, partner), ...noted.flatMap(noteOf)], earlier: after > 0 ? after + 1 : null };
    },
  };
}

/** A note beside a case. Pure. */
export function noteOf({ seq, at, data }: HistoryEntry): readonly ChatEntry[] {
  if (data['event'] !== 'note') return [];
  return [{ id: `n${seq}`, at, who: 'note', by: String(data['by']), text: String(data['words']) }];
}

type Line = ChatEntry extends infer Entry ? (Entry extends unknown ? Omit<Entry, 'id' | 'at'> : never) : never;

/** What an entry of the turn log begins with: the partner's words, a counselor's, or what became of a message. Pure. */
function firstOf(data: HistoryEntry['data']): readonly Line[] {
  const { event, lane = null, code = null } = data;
  if (event === 'message') return [partnerSaid(data)];
  if (typeof data['words'] === 'string')
    return [{ who: 'counselor', by: String(data['counselor']), text: data['words'] }];
  if (event === 'withheld') return [aboutChannel('withheld', lane, data['reason'] ?? null)];
  if (event === 'delivery-failed') return [aboutChannel('failed', lane, code)];
  if (event === 'delivery') return [aboutChannel(String(data['state']), lane, code)];
  return [];
}

function partnerSaid(data: HistoryEntry['data']): Line {
  const text = String(data['text'] ?? '');
  const heard = ((data['heard'] ?? []) as unknown as readonly Match[]).map((match) => heardView(match, text));
  return { who: 'partner', text, heard, silence: data['silence'] === undefined ? null : String(data['silence']) };
}

const heardView = ({ rule, category, level, language, downgraded, neither, span }: Match, text: string): HeardView => ({
  ...{ rule, category, level, language, words: text.slice(...span), span },
  ...(downgraded ? { downgraded } : {}),
  ...(neither ? { neither } : {}),
});

const aboutChannel = (what: string, lane: Json, code: Json): Line => ({
  ...{ who: 'channel', what, lane: lane === null ? null : (String(lane) as Lane) },
  code: code === null ? null : String(code),
});
