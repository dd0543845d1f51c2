import { ActionIcon, Button, Kbd, VisuallyHidden } from '@mantine/core';
import { IconBeach, IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { addDays, minutesOf, mondayOf, timeOf } from '../../shared/rules/time.ts';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { dateText, timeText, useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import styles from './calendar.module.css';
import { CalendarDay } from './calendar-day.tsx';
import { hoursOf } from './calendar-layout.ts';
import { Holidays } from './holidays.tsx';
import { PlanSession, type Start } from './plan-session.tsx';
import { type Cursor, useCalendarKeys } from './use-calendar-keys.ts';

const hints = [
  ['← ↑ → ↓', 'move'],
  ['PgUp PgDn', 'week'],
  ['T', 'today'],
  ['N', 'new'],
  ['Enter', 'open'],
] as const;

/** Pixels of an hour. */
const hour = 52;

/** A week of classes: days as columns, classes as blocks at their times, by keyboard or by hand. */
export function Calendar() {
  const t = useWords();
  const fault = useFault();
  const [date, setDate] = useState<string | null>(null);
  const today = useCall('sessions.planning', {}).data?.today;
  const week = useCall(
    'sessions.calendar',
    { date: mondayOf(date ?? today ?? '2000-01-03') },
    {
      enabled: today !== undefined,
      refetchInterval: 60_000,
      refetchOnMount: 'always',
      placeholderData: (old) => old,
    },
  );
  if (week.isError) return <Empty title={t('errors.unavailable')} text={fault(week.error)} />;
  if (!week.data || today === undefined) return <Waiting />;
  return <Week week={week.data} date={date ?? today} onDate={setDate} />;
}

interface WeekProps {
  week: Output<'sessions.calendar'>;
  date: string;
  onDate: (date: string) => void;
}

function Week({ week, date, onDate }: WeekProps) {
  const t = useWords();
  const [, navigate] = useLocation();
  const { today, now, days } = week;
  const [place, setPlace] = useState<Omit<Cursor, 'date'>>({ id: null, time: '10:00' });
  const cursor: Cursor = { date, ...place };
  const [planning, setPlanning] = useState<Start | null>(null);
  const [holidays, setHolidays] = useState(false);
  const items = days.flatMap((day) => [
    ...day.sessions.map(({ id, startsAt, endsAt }) => ({ id, date: day.date, startsAt, endsAt })),
    ...day.proposals.map(({ forSessionId, startsAt, endsAt }) => ({
      id: forSessionId,
      date: day.date,
      startsAt,
      endsAt,
    })),
  ]);
  const { first, last } = hoursOf(items);
  const move = ({ date: to, ...rest }: Cursor): void => {
    onDate(to);
    setPlace(rest);
  };
  const startAt = (slot: { date: string; startsAt: string }): void =>
    setPlanning({ ...slot, endsAt: timeOf(minutesOf(slot.startsAt) + 120) });
  const open = (id: string): void => navigate(`/sessions/${id}`);
  useCalendarKeys({ cursor, items, today, onMove: move, onOpen: open, onNew: startAt });

  const grid = useRef<HTMLDivElement>(null);
  const { id: cursorId, time: cursorTime } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the cursor has moved, and what it reads is on the screen
  useEffect(() => {
    const here = grid.current?.querySelector<HTMLElement>('[data-focused]');
    here?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // The cursor takes the focus along, but never out of a field or a button elsewhere.
    const active = document.activeElement;
    const free = active === document.body || active?.id === 'content' || active?.closest('[data-block]');
    if (!free) return;
    if (here?.matches('[data-block]')) here.focus({ preventScroll: true });
    else if (active instanceof HTMLElement) active.blur();
  }, [date, cursorId, cursorTime, week]);

  const monday = days[0]?.date ?? date;
  const turn = (by: number): void => onDate(addDays(date, by));
  return (
    <div className={styles.screen}>
      <Where>{t('sessions:calendar.title')}</Where>
      <header className={styles.head}>
        <h1>
          {dateText(monday, { day: 'numeric', month: 'long' })} –{' '}
          {dateText(addDays(monday, 6), { day: 'numeric', month: 'long', year: 'numeric' })}
        </h1>
        <ActionIcon
          size={34}
          variant="default"
          aria-label={t('sessions:calendar.before')}
          onClick={() => turn(-7)}
        >
          <IconChevronLeft size={18} className={styles.flip} />
        </ActionIcon>
        <Button variant="default" onClick={() => onDate(today)}>
          {t('sessions:calendar.today')}
        </Button>
        <ActionIcon
          size={34}
          variant="default"
          aria-label={t('sessions:calendar.after')}
          onClick={() => turn(7)}
        >
          <IconChevronRight size={18} className={styles.flip} />
        </ActionIcon>
        <Button
          variant="default"
          leftSection={<IconBeach size={16} aria-hidden />}
          onClick={() => setHolidays(true)}
        >
          {t('sessions:holidays.title')}
        </Button>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => startAt({ date, startsAt: cursor.time })}
        >
          {t('sessions:plan')}
        </Button>
      </header>
      <VisuallyHidden role="status">
        {place.id === null &&
          t('sessions:calendar.free', { date: dateText(date), time: timeText(place.time) })}
      </VisuallyHidden>
      <section className={styles.frame} aria-label={t('sessions:calendar.week')}>
        <div
          ref={grid}
          className={styles.grid}
          style={{ '--hour': `${hour}px` } as React.CSSProperties}
          data-calendar={monday}
        >
          <div className={`${styles.day} ${styles.corner}`} />
          {days.map((day) => (
            <div key={day.date} className={styles.day} data-today={day.date === today || undefined}>
              {dateText(day.date, { weekday: 'short', day: 'numeric' })}
              {day.holiday !== null && (
                <small>
                  <bdi>{day.holiday}</bdi>
                </small>
              )}
            </div>
          ))}
          <div className={styles.hours} style={{ height: (last - first) * hour }}>
            {Array.from({ length: last - first - 1 }, (_, index) => first + index + 1).map((one) => (
              <Fragment key={one}>
                <span style={{ top: (one - first) * hour }}>{timeText(timeOf(one * 60))}</span>
              </Fragment>
            ))}
          </div>
          {days.map((day) => (
            <CalendarDay
              key={day.date}
              day={day}
              scale={{ first, hour, today, now }}
              cursor={cursor.date === day.date ? cursor : null}
              onOpen={open}
              onCursor={(id, time) => move({ date: day.date, id, time })}
              onSlot={(startsAt) => {
                move({ date: day.date, id: null, time: startsAt });
                startAt({ date: day.date, startsAt });
              }}
            />
          ))}
        </div>
      </section>
      <footer className={styles.legend}>
        {(['ahead', 'now', 'done', 'cut', 'off', 'proposed'] as const).map((state) => (
          <span key={state} data-state={state}>
            {t(`sessions:states.${state}`)}
          </span>
        ))}
        <span className={styles.keys}>
          {hints.map(([key, hint]) => (
            <span key={key}>
              <Kbd size="xs">{key}</Kbd> {t(`sessions:calendar.hints.${hint}`)}
            </span>
          ))}
        </span>
      </footer>
      {planning && <PlanSession start={planning} onClose={() => setPlanning(null)} />}
      {holidays && <Holidays today={today} onClose={() => setHolidays(false)} />}
    </div>
  );
}
