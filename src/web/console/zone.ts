/** How far a zone's clock is from UTC at an instant, ms. Pure. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    Math.floor(at / 1_000) * 1_000
  );
}

/** The instant of a local time of a zone, as `2026-12-24T18:00`; NaN where it is none. A time that the clock leaps over is after the leap. Pure. */
export function instantIn(zone: string, local: string): number {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return wall;
  const early = wall - offsetAt(wall, zone);
  const at = wall - offsetAt(early, zone);
  return at + offsetAt(at, zone) === wall ? at : Math.max(at, early);
}

/** The local time of an instant, as `2026-12-24T18:00`. Pure. */
export const localIn = (zone: string, at: number): string =>
  new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16);

/** The instants of local midnight from `from` to `until`, the first at or before `from`. Pure. */
export function midnights(zone: string, from: number, until: number): readonly number[] {
  const found: number[] = [];
  for (let at = instantIn(zone, `${localIn(zone, from).slice(0, 10)}T00:00`); at < until; ) {
    found.push(at);
    // Days are 23 to 25 hours long.
    at = instantIn(zone, `${localIn(zone, at + 30 * 3_600_000).slice(0, 10)}T00:00`);
  }
  return found;
}
