import { Checkbox, Input } from '@mantine/core';
import type { Slot } from '../../shared/rules/series.ts';
import { minutesOf, timeOf } from '../../shared/rules/time.ts';
import { dateText, useWords } from '../app/words.ts';
import { TimeField } from '../ui/time-field.tsx';
import styles from './slots-field.module.css';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** A week that begins on Monday, to name its days by. */
const monday = 5;

/** Name of a weekday, 1 is Monday. */
export const weekdayName = (weekday: number, width: 'long' | 'short' = 'long'): string =>
  dateText(`2026-01-${String(monday + weekday - 1).padStart(2, '0')}`, { weekday: width });

/** Moves the end of a class along with its beginning. */
export function startAt<T extends { startsAt: string; endsAt: string }>(one: T, startsAt: string): T {
  const long = minutesOf(one.endsAt) - minutesOf(one.startsAt);
  return {
    ...one,
    startsAt,
    ...(startsAt && long > 0 ? { endsAt: timeOf(minutesOf(startsAt) + long) } : {}),
  };
}

/** On which weekdays there is class, and when on each. */
export function SlotsField({
  slots,
  onChange,
}: {
  slots: readonly Slot[];
  onChange: (slots: Slot[]) => void;
}) {
  const t = useWords();
  const set = (slot: Slot): void =>
    onChange(
      [...slots.filter((one) => one.weekday !== slot.weekday), slot].sort((a, b) => a.weekday - b.weekday),
    );
  const toggle = (weekday: number, on: boolean): void => {
    const like = slots.at(-1) ?? { startsAt: '10:00', endsAt: '12:00' };
    if (on) set({ weekday, startsAt: like.startsAt, endsAt: like.endsAt });
    else onChange(slots.filter((slot) => slot.weekday !== weekday));
  };
  return (
    <Input.Wrapper label={t('sessions:series.weekdays')}>
      <div className={styles.days}>
        {weekdays.map((weekday) => {
          const slot = slots.find((one) => one.weekday === weekday);
          const name = weekdayName(weekday);
          return (
            <div key={weekday} className={styles.day}>
              <Checkbox
                label={name}
                checked={slot !== undefined}
                onChange={(event) => toggle(weekday, event.currentTarget.checked)}
              />
              {slot && (
                <>
                  <TimeField
                    aria-label={t('sessions:series.day_from', { day: name })}
                    value={slot.startsAt}
                    onChange={(time) => set(startAt(slot, time))}
                  />
                  <TimeField
                    aria-label={t('sessions:series.day_to', { day: name })}
                    value={slot.endsAt}
                    error={slot.endsAt <= slot.startsAt}
                    onChange={(time) => set({ ...slot, endsAt: time })}
                  />
                </>
              )}
            </div>
          );
        })}
      </div>
    </Input.Wrapper>
  );
}
