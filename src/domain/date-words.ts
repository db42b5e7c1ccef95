import { Temporal } from 'temporal-polyfill';
import { plain } from './words.ts';

type Day = Temporal.PlainDate;
export type Names = ReadonlyMap<string, number>;

/** How a language says dates, all in plain form. */
export interface DateWords {
  readonly months: Names;
  readonly weekdays: Names;
  /** How 3/4 is read. */
  readonly dayFirst: boolean;
  /** Words that leave a date as it is. */
  readonly fillers: ReadonlySet<string>;
  /** Words beside a weekday that say that it is to come. */
  readonly next: ReadonlySet<string>;
  /** Hours and parts of a day, which are taken off. */
  readonly times: readonly RegExp[];
  /** Whole texts that are a day. */
  readonly days: readonly (readonly [RegExp, (now: Day) => Day])[];
  /** Whole texts that are a day which is today or over. */
  readonly over: readonly RegExp[];
  /** How days are said that have come. */
  readonly behind: {
    /** Whole texts that are today, or so many days before it. */
    readonly days: readonly (readonly [RegExp, number])[];
    /** Whole texts that are so many of a unit ago; the first group is how many. */
    readonly ago: readonly (readonly [RegExp, 'days' | 'weeks' | 'months' | 'years'])[];
    /** Words beside a day that say that it has been. */
    readonly last: ReadonlySet<string>;
  };
  /** Whole texts that are so many days, weeks or months. */
  readonly spans: {
    readonly numbers: Names;
    readonly patterns: readonly (readonly [RegExp, 'days' | 'weeks' | 'months'])[];
  };
}

/** The first day of this weekday (Monday is 1) after a day. Pure. */
export const afterwards = (day: Day, weekday: number): Day =>
  day.add({ days: ((weekday - day.dayOfWeek + 6) % 7) + 1 });

/** The names of twelve months, or of seven weekdays from Monday, as a language writes them. */
function names(language: string, what: 'month' | 'weekday'): Names {
  const monday = Temporal.PlainDate.from('2026-06-01');
  const dates = Array.from({ length: what === 'month' ? 12 : 7 }, (_, index) =>
    what === 'month' ? monday.with({ month: index + 1 }) : monday.add({ days: index }),
  );
  return new Map(dates.map((date, index) => [plain(date.toLocaleString(language, { [what]: 'long' })), index + 1]));
}

const counted = (words: string): Names => new Map(words.split(' ').map((word, index) => [word, index + 1]));
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const nextWeek = (now: Day): Day => afterwards(now, 1);
const nextMonth = (now: Day): Day => now.with({ day: 1 }).add({ months: 1 });
const weekend = (now: Day): Day => afterwards(now, 6);

const english: DateWords = {
  months: new Map([...names('en', 'month'), ['sept', 9]]),
  weekdays: names('en', 'weekday'),
  dayFirst: false,
  fillers: set('the on of until till til by for this day please maybe say ok date'),
  next: set('next coming'),
  times: [
    /\b(?:at|around|by|about) (?:noon|midnight|\d{1,2}(?: \d{2})?(?: ?(?:am|pm|a m|p m|o clock|oclock))?)$/,
    /\b\d{1,2}(?: \d{2})? ?(?:am|pm|a m|p m)$/,
    /\b(?:(?:in the |at )?(?:morning|evening|afternoon|night))$/,
  ],
  over: [/^(?:today|tonight|now|yesterday|the day before yesterday)$/, /^(?:on |the )*last [a-z]+$/],
  days: [
    [/^(?:until |till |til )?(?:the )?day after (?:tomorrow|tmrw|tmr)$/, (now) => now.add({ days: 2 })],
    [
      /^(?:until |till |til |maybe |ok )?(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr)(?: please)?$/,
      (now) => now.add({ days: 1 }),
    ],
    [/^(?:until |till |til |sometime |maybe |ok )?(?:the )?next week(?: please)?$/, nextWeek],
    [/^(?:until |till |til |sometime )?(?:the )?next month$/, nextMonth],
    [/^(?:until |till |til )?(?:after )?(?:the|this) weekend$/, weekend],
  ],
  behind: {
    days: [
      [/^(?:today|tonight|now|right now|just now|this (?:morning|afternoon|evening))$/, 0],
      [/^(?:yesterday|last night|yesterday (?:morning|afternoon|evening))$/, 1],
      [/^(?:the )?day before yesterday$/, 2],
    ],
    ago: [
      [/^(?:about )?(a|\d{1,4}|[a-z]+|couple of) days? ago$/, 'days'],
      [/^(?:about )?(?:a )?(a|\d{1,3}|[a-z]+|couple of) weeks? ago$/, 'weeks'],
      [/^(?:about )?(?:a )?(a|\d{1,3}|[a-z]+|couple of) months? ago$/, 'months'],
      [/^(?:about )?(?:a )?(a|\d{1,2}|[a-z]+|couple of) years? ago$/, 'years'],
    ],
    last: set('last past since from it was'),
  },
  spans: {
    numbers: new Map([...counted('one two three four five six seven eight nine ten'), ['a', 1], ['couple of', 2]]),
    patterns: [
      [/^(?:in |for )?(?:about )?(?:a )?(a|\d{1,3}|[a-z]+|couple of) days?(?: from now)?$/, 'days'],
      [/^(?:in |for )?(?:about )?(?:a )?(a|\d{1,2}|[a-z]+|couple of) weeks?(?: from now)?$/, 'weeks'],
      [/^(?:in |for )?(?:about )?(a|\d{1,2}|[a-z]+) months?(?: from now)?$/, 'months'],
    ],
  },
};

const spanish: DateWords = {
  months: new Map([...names('es', 'month'), ['setiembre', 9]]),
  weekdays: names('es', 'weekday'),
  dayFirst: true,
  fillers: set('el la los de del hasta para este esta dia por favor a al en quizas fecha'),
  next: set('proximo proxima siguiente que viene entrante'),
  times: [
    /\b(?:como )?a las? \d{1,2}(?: \d{2})?(?: y media| y cuarto)?(?: ?(?:am|pm|a m|p m|horas?))?(?: (?:de|en|por) la (?:manana|tarde|noche))?$/,
    /\b\d{1,2}(?: \d{2})? ?(?:am|pm|a m|p m)$/,
    / (?:de|por|en) la (?:manana|tarde|noche)$/,
    /\b(?:al|a) (?:mediodia|medianoche)$/,
  ],
  over: [/^(?:hoy|ahora|ayer|anteayer|antier|anoche|esta noche)$/, /^(?:el |la )*[a-z]+ pasad[oa]$/],
  days: [
    [/^(?:hasta )?pasado manana$/, (now) => now.add({ days: 2 })],
    [/^(?:hasta )?manana(?: por favor)?$/, (now) => now.add({ days: 1 })],
    [
      /^(?:hasta )?(?:la )?(?:proxima semana|semana (?:que viene|proxima|siguiente|entrante)|siguiente semana)$/,
      nextWeek,
    ],
    [/^(?:hasta )?(?:el )?(?:proximo mes|mes (?:que viene|proximo|siguiente|entrante)|siguiente mes)$/, nextMonth],
    [/^(?:hasta )?(?:el|este) (?:proximo )?fin de semana$/, weekend],
  ],
  behind: {
    days: [
      [/^(?:hoy|ahora|ahora mismo|hace un rato|esta (?:manana|tarde|noche)|hoy mismo)$/, 0],
      [/^(?:ayer|anoche|ayer (?:en|por) la (?:manana|tarde|noche))$/, 1],
      [/^(?:anteayer|antier|antes de ayer)$/, 2],
    ],
    ago: [
      [/^hace (?:como |unos )?(\d{1,4}|[a-z]+) dias?$/, 'days'],
      [/^hace (?:como |unas )?(\d{1,3}|[a-z]+) semanas?$/, 'weeks'],
      [/^hace (?:como |unos )?(\d{1,3}|[a-z]+) mes(?:es)?$/, 'months'],
      [/^hace (?:como |unos )?(\d{1,2}|[a-z]+) anos?$/, 'years'],
    ],
    last: set('pasado pasada desde fue ultimo ultima'),
  },
  spans: {
    numbers: new Map([...counted('uno dos tres cuatro cinco seis siete ocho nueve diez'), ['un', 1], ['una', 1]]),
    patterns: [
      [/^(?:en |dentro de |por )?(?:unos )?(\d{1,3}|[a-z]+) dias?$/, 'days'],
      [/^(?:en |dentro de |por )?(?:unas )?(\d{1,2}|[a-z]+) semanas?$/, 'weeks'],
      [/^(?:en |dentro de |por )?(\d{1,2}|[a-z]+) mes(?:es)?$/, 'months'],
    ],
  },
};

/** How each language says dates. */
export const dateWords: Readonly<Record<string, DateWords>> = { en: english, es: spanish };
