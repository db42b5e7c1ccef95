import type { Category, Level, Match } from '../domain/screening.ts';
import { wordsAround, wordsBefore } from './clauses.ts';
import type { Token } from './tokens.ts';

type Reason = NonNullable<Match['downgraded']>;

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const applies: ReadonlySet<Category> = new Set(['suicide', 'self-harm', 'overdose', 'violence']);
/** Somebody else's overdose or violence is no smaller danger: only what is about the writer's own wish can be third person. */
const isOwn: ReadonlySet<Category> = new Set(['suicide', 'self-harm']);
const negators = set(
  'not no never dont doesnt didnt wont wouldnt isnt arent wasnt aint havent hasnt cant couldnt without nor neither nunca jamas ni sin tampoco',
);
/** Behind a negator: what is not known or cared about is not denied ("I don't know, like thirty", "no sé como que veinte"). */
const unsure = set('know care se sabes');
const firstPerson = set(
  'i im ive ill id me myself we were us our yo mi me conmigo nosotros estoy tengo quiero voy pienso puedo soy ando sigo',
);
/** `matarme`, `tomándome`: the writer's own body, whatever article stands beside. */
const ownVerb = /(?:ar|er|ir|ndo)me$/;
const thirdPerson = set(
  `he hes she shes they theyre him her them husband wife boyfriend girlfriend partner mum mom dad mother father brother
  sister friend son daughter cousin uncle aunt boss neighbour neighbor character guy someone somebody el ella ellos esposo
  esposa marido mujer novio novia pareja mama papa hermano hermana amigo amiga hijo hija primo jefe vecino alguien`,
);
const longAgo =
  /\b(?:years? ago|yrs? ago|decades? ago|months ago|used to|back in|when i was(?! pregnant)|as a (?:kid|child|teen|teenager)|in (?:19|20)\d\d|last year|long ago|growing up|ancient history|hace (?:\S+ )?(?:anos|meses)|de (?:nino|nina|chico|chica|joven)|cuando (?:era|tenia)|en (?:19|20)\d\d|el ano pasado)\b/;

const below: Record<Level, Level> = {
  emergency: 'urgent',
  urgent: 'same-day',
  'same-day': 'check',
  check: 'check',
  watch: 'watch',
  none: 'none',
};

/** Where a rule matched: token numbers, the last one included. */
export interface Place {
  readonly tokens: readonly Token[];
  readonly clauses: Int32Array;
  readonly first: number;
  readonly last: number;
}

/** The level one step down, never below `check` (safety.md, "Screening", step 3). Pure. */
export const oneLower = (level: Level): Level => below[level];

/** Why a match counts one level less: negated, long past, or about a third person. Nothing where it counts in full. Pure. */
export function reasonToLower(
  rule: { category: Category; about: Match['about']; firm: boolean },
  place: Place,
): Reason | undefined {
  if (rule.firm || !applies.has(rule.category)) return undefined;
  const before = wordsBefore(place.tokens, place.clauses, place.first, 4);
  if (before.some((word, at) => negators.has(word) && !unsure.has(before[at + 1] ?? ''))) return 'negated';
  if (longAgo.test(wordsAround(place.tokens, place.first, place.last, 8))) return 'past';
  return rule.about === 'self' && isOwn.has(rule.category) && isThirdPerson(place) ? 'third-person' : undefined;
}

function isThirdPerson({ tokens, clauses, first, last }: Place): boolean {
  const near = wordsAround(tokens, first, last, 8).split(' ');
  if (near.some((word) => firstPerson.has(word) || ownVerb.test(word))) return false;
  const subject = wordsBefore(tokens, clauses, first, 12).concat(tokens.slice(first, last + 1).map(({ word }) => word));
  return subject.some((word) => thirdPerson.has(word));
}
