/** What our buttons carry: `{say}`, for `Action.Submit` as the value, for `Action.Execute` in `action.data`. Pure. */
export function saidBy(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const { say, action } = (value ?? {}) as { say?: unknown; action?: { data?: { say?: unknown } | null } | null };
  const said = say ?? action?.data?.say;
  return typeof said === 'string' ? said : null;
}

/** Which asking of a question a tapped button belongs to; null where it does not say. Pure. */
export function questionOf(value: unknown): string | null {
  const { question, action } = (value ?? {}) as {
    question?: unknown;
    action?: { data?: { question?: unknown } | null } | null;
  };
  const found = question ?? action?.data?.question;
  return typeof found === 'string' && found.length <= 200 ? found : null;
}

/** The words of the card that a tapped button stood on; null where it does not bring them. Pure. */
export function cardWordsOf(value: unknown): string | null {
  const { action } = (value ?? {}) as { action?: { data?: { was?: unknown } | null } | null };
  const was = action?.data?.was;
  return typeof was === 'string' && was.length <= 5_000 ? was : null;
}

/** The lines that could be called from that card; undefined where it does not say. Pure. */
export function cardCallsOf(value: unknown): readonly string[] | undefined {
  const { action } = (value ?? {}) as { action?: { data?: { calls?: unknown } | null } | null };
  const calls = action?.data?.calls;
  return Array.isArray(calls) ? calls.filter((each) => typeof each === 'string').slice(0, 20) : undefined;
}

/** Whether that card had the look of a crisis. Pure. */
export function isCrisisCard(value: unknown): boolean {
  const { action } = (value ?? {}) as { action?: { data?: { isCrisis?: unknown } | null } | null };
  return action?.data?.isCrisis === true;
}

/** What a button of a notice carries; null for anything else. Pure. */
export function noticeTokenOf(value: unknown): string | null {
  const { notice, action } = (value ?? {}) as {
    notice?: unknown;
    action?: { data?: { notice?: unknown } | null } | null;
  };
  const token = notice ?? action?.data?.notice;
  return typeof token === 'string' ? token : null;
}

/** What is looked through of a value, at most. */
const deepest = 5;
const most = 50;

/** What a card says to its bot and nobody wrote. */
const machine: ReadonlySet<string> = new Set(
  'type verb id action actionname key title trigger url locale msteams commandid question was calls notice context reaction $schema version'.split(
    ' ',
  ),
);

/**
 * The words that somebody wrote into the fields of a card, one line each. What a card carries for its bot is left out.
 * Pure.
 */
export function wordsIn(value: unknown): string {
  const { action } = (value ?? {}) as { action?: { data?: unknown } | null };
  const found: string[] = [];
  collect(typeof action === 'object' && action !== null ? action.data : value, 0, found);
  return found.join('\n');
}

function collect(value: unknown, depth: number, found: string[]): void {
  if (found.length >= most || depth > deepest) return;
  if (typeof value === 'string') {
    if (/\p{L}/u.test(value)) found.push(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      if (!machine.has(key.toLowerCase())) collect(each, depth + 1, found);
  }
}
