import { z } from 'zod';
import type { Json, Role } from '../../domain/frame.ts';
import { flaws } from '../../domain/share.ts';
import type { Guard } from './dialog.ts';
import { aField, aFieldValue, aNumberField, aRole, aText, aValue } from './params.ts';
import { valueWords } from './value-words.ts';

/** What a guard looks at. */
export interface Heard {
  readonly context: Readonly<Record<string, Json>>;
  readonly event: {
    readonly value?: Json;
    readonly note?: string;
    readonly flaws?: readonly string[];
    readonly by?: Role;
    readonly tells?: readonly string[];
  };
}

/** A guard of the kit: its parameters, what it asks for in words, and whether it lets an event through. */
interface GuardKind<Params> {
  readonly params: z.ZodType<Params>;
  readonly words: (params: Params) => string;
  readonly passes: (heard: Heard, params: Params) => boolean;
}

const guard = <Params>(kind: GuardKind<Params>): GuardKind<Params> => kind;

/** Every guard there is. A new one is an entry here and a word in `vocabulary.ts`. */
export const guards = {
  answered: guard({
    params: z.strictObject({ value: aValue }),
    words: ({ value }) => `answer is ${valueWords(value)}`,
    passes: ({ event }, { value }) =>
      event.value === value || (Array.isArray(event.value) && event.value.includes(value)),
  }),
  between: guard({
    params: z.strictObject({ floor: z.number(), ceiling: z.number() }),
    words: ({ floor, ceiling }) => `answer ${floor} to ${ceiling}`,
    passes: ({ event }, { floor, ceiling }) =>
      typeof event.value === 'number' && event.value >= floor && event.value <= ceiling,
  }),
  above: guard({
    params: z.strictObject({ field: aNumberField }),
    words: ({ field }) => `answer above ${field}`,
    passes: ({ context, event }, { field }) => compared(event.value, context[field]) > 0,
  }),
  below: guard({
    params: z.strictObject({ field: aNumberField }),
    words: ({ field }) => `answer below ${field}`,
    passes: ({ context, event }, { field }) => compared(event.value, context[field]) < 0,
  }),
  by: guard({
    params: z.strictObject({ role: aRole }),
    words: ({ role }) => `said by the ${role}`,
    passes: ({ event }, { role }) => event.by === role,
  }),
  is: guard({
    params: z.strictObject({ field: aField, value: aFieldValue }),
    words: ({ field, value }) => `${field} is ${valueWords(value)}`,
    passes: ({ context }, { field, value }) => context[field] === value,
  }),
  has: guard({
    params: z.strictObject({ field: aField, value: aText }),
    words: ({ field, value }) => `${field} has ${value} in it`,
    passes: ({ context }, { field, value }) => [context[field]].flat().includes(value),
  }),
  knows: guard({
    params: z.strictObject({ field: aField, name: aText, value: aText.optional() }),
    words: ({ name, value }) => (value === undefined ? `${name} is known` : `${name} is known: ${value}`),
    passes: ({ context }, { field, name, value }) => isKnown(context[field], name, value),
  }),
  flawed: guard({
    params: z.strictObject({ flaws: z.array(z.enum(flaws, 'no flaw')).min(1) }),
    words: ({ flaws: some }) => `words with ${some.join(' or ')}`,
    passes: ({ event }, { flaws: some }) => some.some((each) => event.flaws?.includes(each)),
  }),
  all: guard({
    params: z.strictObject({ guards: z.array(z.custom<Guard>()).min(2) }),
    words: ({ guards: some }): string => some.map(guardWords).join(', '),
    passes: (heard, { guards: some }): boolean => some.every((each) => guardPasses(each, heard)),
  }),
  lacks: guard({
    params: z.strictObject({ field: aField, name: aText }),
    words: ({ name }) => `${name} is not known`,
    passes: ({ context }, { field, name }) => !isKnown(context[field], name),
  }),
};

/** Whether a context field that holds what is known has a name in it, with a value where one is given. */
function isKnown(field: Json | undefined, name: string, value?: string): boolean {
  const known = (field ?? {}) as Readonly<Record<string, Json>>;
  return Object.hasOwn(known, name) && (value === undefined || known[name] === value);
}

export type GuardName = keyof typeof guards;

/** How two numbers compare; 0 where one of them is none. */
const compared = (one: Json | undefined, other: Json | undefined): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : 0;

/** The guard's entry in the table. Its parameters were checked when the dialog was loaded. */
const kindOf = (type: string) => guards[type as GuardName] as unknown as GuardKind<object>;

/** A guard and, where it asks for several at once, each of them. Pure. */
export const partsOf = (whole: Guard): readonly Guard[] =>
  whole.type === 'all' ? (whole.params as { guards: readonly Guard[] }).guards.flatMap(partsOf) : [whole];

/** Whether a guard lets an event through. Pure. */
export const guardPasses = ({ type, params }: Guard, heard: Heard): boolean => kindOf(type).passes(heard, params);

/** What a guard asks for: "answer is good", "answer 7 to 10", "category is child". Pure. */
export const guardWords = ({ type, params }: Guard): string => kindOf(type).words(params);
