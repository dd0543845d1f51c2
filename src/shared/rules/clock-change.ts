import { Temporal } from 'temporal-polyfill';

const offsetAt = (midnight: Temporal.PlainDate, timeZone: string): number =>
  midnight.toPlainDateTime().toZonedDateTime(timeZone).offsetNanoseconds;

/**
 * Whether the clocks on the wall change during a class: `forward` skips an hour of it, `back` repeats one. A class
 * that begins in the skipped hour begins when that hour is over. Its planned minutes stay those of the wall.
 */
export function clockChange(
  { date, startsAt, endsAt }: { date: string; startsAt: string; endsAt: string },
  timeZone: string,
): 'forward' | 'back' | null {
  const day = Temporal.PlainDate.from(date);
  const midnight = offsetAt(day, timeZone);
  const next = offsetAt(day.add({ days: 1 }), timeZone);
  if (midnight === next) return null;
  const zone = { date, timeZone };
  const [start, end] = [startsAt, endsAt].map((time) => readings(zone, time));
  if (!start || !end) return null;
  // Twice or never on that wall: the class lies in the hour of the change.
  const touches = start.length !== 1 || end.length !== 1 || start[0] !== end[0];
  return touches ? (next > midnight ? 'forward' : 'back') : null;
}

/** Offsets from UTC at which a wall of that day shows a time: two in the hour that comes twice, none in the skipped. */
function readings({ date, timeZone }: { date: string; timeZone: string }, time: string): number[] {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const both = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(timeZone, { disambiguation }),
  );
  const real = both.filter((zoned) => zoned.toPlainDateTime().equals(wall));
  return [...new Set(real.map((zoned) => zoned.offsetNanoseconds))];
}
