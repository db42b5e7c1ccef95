import { z } from 'zod';
import { audiences, type Json, lanes, roles } from '../../domain/frame.ts';
import { hint } from '../../domain/nearest.ts';
import { type Category, categories, levels } from '../../domain/screening.ts';

export const aText = z.string().min(1, 'empty');
export const aLane = z.enum(lanes, 'no lane');
/** Whom a shared dialog speaks to, and who speaks in it. */
export const anAudience = z.enum(audiences, 'nobody');
export const aRole = z.enum(roles, 'no role');
export const aLevel = z.enum(levels, 'no level');
/** Any value of an answer. */
export const aValue = z.custom<Json>((value) => value !== undefined, 'missing');

// The parameters that name something of a dialog's context: what each may be is in `meanings`.
/** A field of the context. */
export const aField = z.string();
export const someFields = z.array(aField);
/** A field of the context that can be a number. */
export const aNumberField = z.string();
/** A value that the field in the parameter `field` can have. */
export const aFieldValue = z.custom<Json>((value) => value !== undefined, 'missing');
/** The category of a crisis, which may be left out where the context has a field of that name, or `from` names another. */
export const aCrisisCategory: z.ZodType<Category | undefined> = z.enum(categories, 'no category').optional();

type Meaning = (given: unknown, params: Params, context: z.ZodObject) => readonly string[];
type Params = Readonly<Record<string, unknown>>;

const meanings = new Map<unknown, Meaning>([
  [aField, (given, _, { shape }) => amongFields(given, Object.keys(shape), 'field')],
  [
    someFields,
    (given, _, { shape }) =>
      (given as readonly string[]).flatMap((each) => amongFields(each, Object.keys(shape), 'field')),
  ],
  [aNumberField, (given, _, context) => amongFields(given, numberFields(context), 'number field')],
  [
    aFieldValue,
    (given, { field }, context) =>
      canHave(context, String(field), given) ? [] : [`field ${String(field)} cannot be ${JSON.stringify(given)}.`],
  ],
  [
    aCrisisCategory,
    (given, { from }, { shape }) =>
      given === undefined && from === undefined && !('category' in shape)
        ? ['name a category: its context has no field of that name.']
        : [],
  ],
]);

/** What is wrong with parameters that mean something in a context, and are of the right type. Pure. */
export function meaningMistakes(schema: z.ZodObject, params: Params, context: z.ZodObject): readonly string[] {
  return Object.entries(schema.shape).flatMap(([name, type]) => {
    const known = type instanceof z.ZodOptional && params[name] !== undefined ? type.unwrap() : type;
    return (meanings.get(type) ?? meanings.get(known))?.(params[name], params, context) ?? [];
  });
}

const amongFields = (given: unknown, fields: readonly string[], what: string): readonly string[] =>
  fields.includes(String(given))
    ? []
    : [`its context has no ${what} "${String(given)}".${hint(String(given), fields)}`];

const numberFields = (context: z.ZodObject): readonly string[] =>
  Object.keys(context.shape).filter((field) => [0, 1, 5, 10].some((value) => canHave(context, field, value)));

/** A field that is not there is told as such, and can have any value. */
function canHave({ shape }: z.ZodObject, field: string, value: unknown): boolean {
  return !(field in shape) || z.safeParse(shape[field] as z.ZodType, value, { jitless: true }).success;
}
