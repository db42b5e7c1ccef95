import type { Side } from '../../domain/partner.ts';

/** The pages of the console. */
export type Place =
  | { readonly page: 'queue' | 'couples' | 'enrol' | 'on-call' | 'people' | 'account' | 'unknown' }
  | { readonly page: 'case'; readonly id: string }
  | { readonly page: 'couple'; readonly id: string }
  | { readonly page: 'partner'; readonly id: string; readonly side: Side };

/** The two conversations of a couple; the domain's own list would bring its calendar along. */
const sides: readonly Side[] = ['a', 'b'];
const pages = ['couples', 'on-call', 'people', 'account'] as const;

/** The page of a path below `/console`. What nobody knows is `unknown`. Pure. */
export function placeOf(path: string): Place {
  const [first = '', id, third, ...more] = path.split('/').filter(Boolean).map(readable);
  if (more.length > 0) return { page: 'unknown' };
  if (first === '') return { page: 'queue' };
  if (first === 'cases' && id && !third) return { page: 'case', id };
  if (first === 'couples' && id === 'new' && !third) return { page: 'enrol' };
  if (first === 'couples' && id && !third) return { page: 'couple', id };
  const side = sides.find((each) => each === third);
  if (first === 'couples' && id && side) return { page: 'partner', id, side };
  const page = pages.find((each) => each === first);
  return { page: page && id === undefined ? page : 'unknown' };
}

function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The path of a case. Pure. */
export const casePath = (id: string): string => `/cases/${encodeURIComponent(id)}`;

/** The path of a couple, or of a partner's own page in it. Pure. */
export const couplePath = (id: string, side?: Side): string =>
  `/couples/${encodeURIComponent(id)}${side ? `/${side}` : ''}`;
