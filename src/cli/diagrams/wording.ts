import type { Action, AskParams, Guard } from '../../engine/kit.ts';

/** What a state or a way does, for a reader: "asks check-in.mood", "pages urgent (silence)". Pure. */
export function actionWords(dialog: string, { type, params }: Action): string {
  const given = params as Readonly<Record<string, unknown>>;
  const of = (name: string): string => String(given[name]);
  switch (type) {
    case 'say':
      return `says ${dialog}.${of('key')}${aside(given)}`;
    case 'ask':
      return `asks ${dialog}.${of('key')}${aside(given)}`;
    case 'keep':
      return `keeps ${of('field')}`;
    case 'set':
      return `sets ${of('field')} to ${valueWords(given['value'])}`;
    case 'fact':
      return `stores ${of('name')}${given['from'] === given['name'] ? '' : ` from ${of('from')}`}`;
    case 'page':
      return `pages ${of('level')} (${of('reason')})`;
    case 'crisis':
      return `pages ${of('level')} and gives the crisis answer`;
    case 'open':
      return `opens what ${of('from')} names`;
    case 'finish':
      return 'is done for today';
    default:
      return type;
  }
}

function aside({ quiet, lane }: Partial<AskParams>): string {
  const marks = [...(quiet ? ['quiet'] : []), ...(lane ? [`lane ${lane}`] : [])];
  return marks.length > 0 ? ` (${marks.join(', ')})` : '';
}

/** What a guard asks for: "answer is good", "answer 7 to 10", "category is child". Pure. */
export function guardWords({ type, params }: Guard): string {
  const given = params as Readonly<Record<string, unknown>>;
  switch (type) {
    case 'answered':
      return `answer is ${valueWords(given['value'])}`;
    case 'between':
      return `answer ${String(given['floor'])} to ${String(given['ceiling'])}`;
    case 'is':
      return `${String(given['field'])} is ${valueWords(given['value'])}`;
    default:
      return type;
  }
}

const valueWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** A duration in ms as a person says it: "3 h", "1 h 30 min". Pure. */
export function durationWords(ms: number): string {
  let rest = ms;
  const parts = units.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.join(' ');
}
