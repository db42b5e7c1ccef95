import { z } from 'zod';

const line = z.string().trim().min(1).max(200);

/** Somebody beside the partner who may be called, and how. */
const contact = z.strictObject({ name: line, number: line, note: line.optional() });

/**
 * How a partner may be reached without danger to them, as they told a counselor. What is left out was not said: nothing has a
 * default, for a wrong guess can harm.
 */
export const contactSheet = z.strictObject({
  /** Where an ambulance is sent. */
  address: line.optional(),
  /** The number at which they want to be called, and when. */
  callBack: line.optional(),
  hours: line.optional(),
  mayVoicemail: z.boolean().optional(),
  /** What they say when they cannot speak freely. */
  codeWord: line.optional(),
  /** Two people who are not the partner. */
  contacts: z.array(contact).max(2).optional(),
  /** The number of the dispatch where they live: 911 reaches the one where the caller is. */
  dispatch: line.optional(),
  policeMayWorsen: z.enum(['yes', 'no', 'unknown']).optional(),
  pronouns: line.optional(),
  partnerMayReadPhone: z.enum(['yes', 'no', 'unknown']).optional(),
});
export type ContactSheet = Readonly<z.output<typeof contactSheet>>;

/** A sheet as it is kept: who wrote it, and when (domain time). */
export interface KeptSheet {
  readonly sheet: ContactSheet;
  readonly at: number;
  readonly by: string;
}

/** Where the other partner is reached, and what a counselor wrote of that. */
interface Reached {
  readonly addresses: readonly { readonly id: string }[];
  readonly sheet?: KeptSheet;
}

/** The fields of a sheet that would reach the other partner: at an address or number of theirs. Pure. */
export function fieldsOfPartner({ callBack, contacts = [] }: ContactSheet, other: Reached | null): readonly string[] {
  const theirs = [...(other?.addresses.map(({ id }) => id) ?? []), other?.sheet?.sheet.callBack].filter(
    (each) => each !== undefined,
  );
  const isTheirs = (written: string | undefined): boolean =>
    written !== undefined && theirs.some((each) => isSamePlace(each, written));
  return [
    ...(isTheirs(callBack) ? ['callBack'] : []),
    ...contacts.flatMap(({ number }, index) => (isTheirs(number) ? [`contacts.${index}`] : [])),
  ];
}

/** Numbers are the same with and without country, spaces or dashes; anything else is compared as written. */
function isSamePlace(one: string, other: string): boolean {
  const [left, right] = [digits(one), digits(other)];
  if (left.length >= 7 && right.length >= 7) return left.endsWith(right) || right.endsWith(left);
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

const digits = (written: string): string => written.replace(/\D/g, '');
