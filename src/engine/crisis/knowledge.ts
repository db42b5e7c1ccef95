/** What is known of a crisis, by name: told or answered `yes`, `no`, `unsure`. */
export type Known = Readonly<Record<string, string>>;

const yes = (...names: readonly string[]): Known => Object.fromEntries(names.map((name) => [name, 'yes']));

/** What each thing that words tell makes known of the screener's questions, by the names of `tells.yaml` and of topics. */
const madeKnown: Readonly<Record<string, Known>> = {
  wish: yes('wish'),
  thoughts: yes('wish', 'thoughts'),
  // Taken as meant, after it was played down.
  meant: yes('wish', 'thoughts'),
  method: yes('wish', 'thoughts', 'method'),
  means: yes('wish', 'thoughts', 'method', 'reach', 'means'),
  intent: yes('wish', 'thoughts', 'intent'),
  plan: yes('wish', 'thoughts', 'plan'),
  tonight: yes('tonight'),
  // A day that was chosen is a plan and its time.
  dated: yes('wish', 'thoughts', 'plan', 'tonight'),
  attempt: yes('behaviour'),
  goodbye: yes('imminent'),
  voices: yes('imminent'),
  begun: yes('imminent'),
  // On a bridge, a roof, the tracks: the way out is back from there.
  place: yes('imminent', 'place'),
  'taking-back': { taken: 'back' },
  // Whole sentences of something else, where it was asked directly.
  aside: { aside: 'yes' },
  alone: { company: 'no' },
  near: yes('company', 'person', 'helped', 'reach'),
  'theme-told': yes('person', 'reach'),
  // Who was named is asked after, once.
  'theme-person': { person: 'yes', reach: 'due' },
  agreed: { person: 'yes', reach: 'due' },
  'theme-there': yes('company', 'reach'),
  'let-in': yes('person', 'helped', 'reach'),
  'long-ago': { behaviour: 'no' },
  // What was answered or refused where the coach stays is not offered again.
  'no-hotline': { line: 'said', easier: 'said' },
  'cant-call': { easier: 'said' },
  'theme-tried-line': { line: 'said', easier: 'said' },
  'theme-phone-watched': { easier: 'said' },
  'theme-guns-kept': { away: 'said' },
  'theme-lost-care': { care: 'said' },
  tomorrow: { care: 'said' },
  'stop-thoughts': { coping: 'said' },
  'where-away': { away: 'said' },
  therapist: { care: 'said' },
  'theme-away': { away: 'yes', reach: 'no' },
  'no-plan': { plan: 'no' },
  'no-intent': { intent: 'no' },
  'no-attempt': { behaviour: 'no' },
  'no-means': { reach: 'no' },
  'no-thoughts': { thoughts: 'no', method: 'no', intent: 'no', plan: 'no', reach: 'no' },
};

/** What is known after words that told something and an answer. A yes is never taken back by what is told later. Pure. */
export function learned(known: Known, tells: readonly string[], answered: Known = {}): Known {
  const told = tells.map((each) => madeKnown[each] ?? {});
  const all = [answered, ...told].reduce(laidOver, known);
  const now = all['helped'] === 'yes' && all['with'] === undefined ? { ...all, with: 'there' } : all;
  return isImminent(now) ? { ...now, imminent: 'yes' } : now;
}

function laidOver(known: Known, more: Known): Known {
  const news = Object.entries(more).filter(([name]) => known[name] !== 'yes');
  return { ...known, ...Object.fromEntries(news) };
}

/** A way, means, a plan or the will with a time, or all three of intent, plan and reach: what helps comes before any question. */
const isImminent = ({ means, method, tonight, intent, plan, reach, imminent }: Known): boolean =>
  imminent === 'yes' ||
  ([means, plan, intent, method].includes('yes') && tonight === 'yes') ||
  (intent === 'yes' && plan === 'yes' && reach === 'yes');

/** What of the screener makes a danger greater: the rest of what is known is about help. */
const dark: readonly string[] = [
  'wish',
  'thoughts',
  'method',
  'means',
  'intent',
  'plan',
  'tonight',
  'reach',
  'behaviour',
  'imminent',
];

/** Whether more danger is known than before. Pure. */
export const isDarker = (known: Known, now: Known): boolean =>
  dark.some((name) => now[name] === 'yes' && known[name] !== 'yes');

/** The level at which such words page in an open crisis about oneself; null where they raise nothing. Pure. */
export function levelOfTells(tells: readonly string[]): 'urgent' | 'emergency' | null {
  if (tells.some((each) => emergencies.has(each))) return 'emergency';
  return tells.includes('method') ? 'urgent' : null;
}

const emergencies: ReadonlySet<string> = new Set([
  'means',
  'intent',
  'plan',
  'dated',
  'attempt',
  'goodbye',
  'voices',
  'begun',
  'place',
]);
