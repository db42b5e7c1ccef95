import type { OnCallWeek } from '../../domain/console/on-call.ts';
import { holdsOne, mayUse } from '../../domain/console/roles.ts';
import { dutyPieces, gapsOf } from '../../domain/staff/gaps.ts';
import { standardDrillWeek } from '../../domain/staff/roster.ts';
import type { Override, Shift } from '../../domain/staff/rota.ts';
import type { Deps } from '../deps.ts';
import type { RosterActs } from '../roster/acts.ts';
import type { RosterService } from '../roster/roster.ts';
import type { Reader } from './reader.ts';

const day = 86_400_000;
/** Days that are shown at most. */
const mostDays = 60;

/** Who is on call when. */
export interface ConsoleOnCall {
  /** A stretch of the rota; from now on without `from`. */
  week(reader: Reader, asked: { readonly from: number | null; readonly days: number }): Promise<OnCallWeek>;
  /** In place of the week that stands. @throws CoachError `NOT_FOUND` for a person who is not there. */
  setWeek(weekly: readonly Shift[], reader: Reader): Promise<void>;
  /** @throws CoachError `NOT_FOUND`. */
  override(given: Omit<Override, 'id'>, reader: Reader): Promise<void>;
  /** Takes one back: the week stands there again. @throws CoachError `NOT_FOUND`. */
  takeBack(override: string, reader: Reader): Promise<void>;
}

/** Over the roster. */
export function createConsoleOnCall(
  { clock, zone }: Pick<Deps, 'clock' | 'zone'>,
  roster: RosterService & Pick<RosterActs, 'lacks'>,
): ConsoleOnCall {
  return {
    async week({ roles }, { from: asked, days }) {
      const now = clock.now();
      const from = asked ?? now;
      const until = from + Math.min(Math.max(days, 1), mostDays) * day;
      const [{ rota, people, drill = null, drillWeek = standardDrillWeek, liveAt }, lacks] = await Promise.all([
        roster.newest(),
        roster.lacks(),
      ]);
      return {
        ...{ zone, from, until, now, drill, drillWeek, liveAt, shifts: rota.weekly },
        pieces: dutyPieces(rota, { from, until }),
        gaps: gapsOf(rota, people, from, until),
        overrides: rota.overrides.filter((each) => each.until > from),
        people: people.map(({ id, name }) => ({ id, name })),
        lacks: lacks.map(({ code }) => code),
        mayChange: holdsOne(roles, mayUse.rota),
      };
    },
    async setWeek(weekly, { name }) {
      await roster.act({ type: 'week-set', weekly }, name);
    },
    async override(given, { name }) {
      await roster.act({ type: 'override-set', override: { ...given, id: roster.freshId() } }, name);
    },
    async takeBack(override, { name }) {
      await roster.act({ type: 'override-removed', override }, name);
    },
  };
}
