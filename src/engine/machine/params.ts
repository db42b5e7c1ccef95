import { z } from 'zod';
import { type Json, lanes } from '../../domain/frame.ts';
import { type Category, categories, levels } from '../../domain/screening.ts';

/** The parameters that name something of a dialog's context, as schemas that know its fields. */
export interface ContextParams {
  /** A field of the context. */
  readonly field: z.ZodType<string>;
  /** A field of the context that can be a number. */
  readonly numberField: z.ZodType<string>;
  /** A field of the context, and a value it can have. */
  readonly fieldAndValue: z.ZodType<{ field: string; value: Json }>;
  /** The category of a crisis, which may be left out where the context has one. */
  readonly crisisCategory: z.ZodType<Category | undefined>;
}

/** The schemas of a context's fields. Pure. */
export function contextParams({ shape }: z.ZodObject): ContextParams {
  const fields = Object.keys(shape);
  const accepts = (field: string, value: Json): boolean => z.safeParse(shape[field] as z.ZodType, value).success;
  const numeric = fields.filter((field) => [0, 1, 5, 10].some((value) => accepts(field, value)));
  const field = z.enum(fields, 'no field of its context');
  return {
    field,
    numberField: z.enum(numeric, 'no number field of its context'),
    fieldAndValue: z.strictObject({ field, value: aValue }).refine((given) => accepts(given.field, given.value), {
      path: ['value'],
      error: 'nothing that this field can be',
    }),
    crisisCategory: 'category' in shape ? aCategory.optional() : aCategory,
  };
}

/** Any value of an answer or a field. */
export const aValue = z.json() as z.ZodType<Json>;
export const aText = z.string().min(1, 'empty');
export const aLane = z.enum(lanes, 'no lane');
export const aLevel = z.enum(levels, 'no level');
const aCategory = z.enum(categories, 'no category, and its context has none');
