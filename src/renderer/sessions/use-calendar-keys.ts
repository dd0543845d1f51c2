import { useWindowEvent } from '@mantine/hooks';
import { addDays, minutesOf, timeOf } from '../../shared/rules/time.ts';

/** Where the cursor of the calendar stands: a day, and a class on it or a time between classes. */
export interface Cursor {
  date: string;
  /** The class, or null for an empty slot at `time`. */
  id: string | null;
  time: string;
}

interface Item {
  id: string;
  date: string;
  startsAt: string;
}

interface Keys {
  cursor: Cursor;
  items: readonly Item[];
  today: string;
  onMove: (cursor: Cursor) => void;
  onOpen: (id: string) => void;
  onNew: (slot: { date: string; startsAt: string }) => void;
}

/** The next place up or down a day: the class after the cursor, or the empty hour beyond the last one. */
function along(items: readonly Item[], cursor: Cursor, step: 1 | -1): Cursor {
  const ofDay = items.filter((item) => item.date === cursor.date);
  const others = step > 0 ? ofDay : [...ofDay].reverse();
  const next = others.find((item) => (step > 0 ? item.startsAt > cursor.time : item.startsAt < cursor.time));
  const hour = minutesOf(cursor.time) - (minutesOf(cursor.time) % 60) + step * 60;
  const empty = { date: cursor.date, id: null, time: timeOf(Math.max(0, Math.min(22 * 60, hour))) };
  const passes = next && (step > 0 ? next.startsAt <= empty.time : next.startsAt >= empty.time);
  return passes ? { date: cursor.date, id: next.id, time: next.startsAt } : empty;
}

/** The class of a day that begins nearest to a time, or the empty time itself. */
export function at(items: readonly Item[], date: string, time: string): Cursor {
  const [nearest] = items
    .filter((item) => item.date === date)
    .sort(
      (a, b) =>
        Math.abs(minutesOf(a.startsAt) - minutesOf(time)) - Math.abs(minutesOf(b.startsAt) - minutesOf(time)),
    );
  return nearest ? { date, id: nearest.id, time: nearest.startsAt } : { date, id: null, time };
}

/** Arrows go from class to class and from day to day, the week follows; in a mirrored week left is later. */
export function useCalendarKeys({ cursor, items, today, onMove, onOpen, onNew }: Keys): void {
  useWindowEvent('keydown', (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (target?.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]')) return;
    const onButton = target?.closest('button, a') && !target.closest('[data-block]');
    const later = document.documentElement.dir === 'rtl' ? -1 : 1;
    const go = (days: number): void => onMove(at(items, addDays(cursor.date, days), cursor.time));
    const acts: Record<string, () => void> = {
      ArrowRight: () => go(later),
      ArrowLeft: () => go(-later),
      ArrowDown: () => onMove(along(items, cursor, 1)),
      ArrowUp: () => onMove(along(items, cursor, -1)),
      PageDown: () => go(7),
      PageUp: () => go(-7),
      KeyT: () => onMove(at(items, today, cursor.time)),
      KeyN: () => onNew({ date: cursor.date, startsAt: cursor.time }),
      Enter: () =>
        cursor.id === null ? onNew({ date: cursor.date, startsAt: cursor.time }) : onOpen(cursor.id),
    };
    if (event.code === 'Enter' && onButton) return;
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
