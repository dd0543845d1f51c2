import { wallClock } from '../../shared/rules/time.ts';

/** What will have happened, gathered in any order and done in the order of time: logs grow only at their end. */
export interface Agenda {
  at(instant: number, work: () => void): void;
  /** Does everything up to an instant (ms), the rest is forgotten. `progress` is told the share done, 0 to 1. */
  run(until: number, progress?: (done: number) => void): void;
}

export function createAgenda(): Agenda {
  const entries: { instant: number; work: () => void }[] = [];
  return {
    at: (instant, work) => {
      entries.push({ instant, work });
    },
    run: (until, progress = () => {}) => {
      const due = entries.filter((entry) => entry.instant <= until).sort((a, b) => a.instant - b.instant);
      for (const [index, { work }] of due.entries()) {
        work();
        if (index % 200 === 0) progress(index / due.length);
      }
      entries.length = 0;
    },
  };
}

/** Instants (ms) of wall times in a zone. In the hour that a clock change skips or repeats, one of the two. */
export function createClock(timeZone: string): (date: string, time: string) => number {
  const offsets = new Map<string, number>();
  return (date, time) => {
    const asUtc = Date.parse(`${date}T${time}:00Z`);
    // Once for each date: asking Intl is what takes long.
    let offset = offsets.get(date);
    if (offset === undefined) {
      const noon = Date.parse(`${date}T12:00:00Z`);
      const wall = wallClock(noon, timeZone);
      offset = Date.parse(`${wall.date}T${wall.time}:00Z`) - noon;
      offsets.set(date, offset);
    }
    return asUtc - offset;
  };
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
