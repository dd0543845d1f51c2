import { VisuallyHidden } from '@mantine/core';
import type { MouseEvent } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { minutesOf, timeOf } from '../../shared/rules/time.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import styles from './calendar.module.css';
import { placeSideBySide } from './calendar-layout.ts';
import { stateOf } from './session-state.ts';
import { SessionTitle } from './session-title.tsx';
import type { Cursor } from './use-calendar-keys.ts';

/** States that are said in words too: color alone tells nobody. */
const told: ReadonlySet<string> = new Set(['proposed', 'off', 'cut']);

/** A proposal is called as the make-up will be. */
const asMakeUp = ({ forSessionId, title, date }: Day['proposals'][number]) => ({
  sessionId: forSessionId,
  title,
  date,
});

type Day = Output<'sessions.calendar'>['days'][number];

interface Props {
  day: Day;
  /** The first hour that shows, pixels of an hour, and the clock. */
  scale: { first: number; hour: number; today: string; now: string };
  /** The cursor, if it is on this day. */
  cursor: Cursor | null;
  onOpen: (id: string) => void;
  /** The focus came to a class by Tab or by hand. */
  onCursor: (id: string, time: string) => void;
  onSlot: (startsAt: string) => void;
}

/** One day: its classes and proposals, and the empty time between them that takes a new one. */
export function CalendarDay({ day, scale, cursor, onOpen, onCursor, onSlot }: Props) {
  const t = useWords();
  const { first, hour, today, now } = scale;
  const top = (time: string): number => ((minutesOf(time) - first * 60) * hour) / 60;
  const blocks = placeSideBySide([
    ...day.sessions.map((session) => ({
      id: session.id,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      state: stateOf(session, today, now),
      session,
    })),
    ...day.proposals.map((proposal) => ({
      id: proposal.forSessionId,
      startsAt: proposal.startsAt,
      endsAt: proposal.endsAt,
      state: 'proposed' as const,
      session: { ...proposal, makeUpFor: asMakeUp(proposal), recorded: 0, present: 0, learners: 0 },
    })),
  ]);
  const pick = (event: MouseEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget) return;
    const minutes = first * 60 + (event.nativeEvent.offsetY / hour) * 60;
    onSlot(timeOf(Math.floor(minutes / 30) * 30));
  };
  return (
    // The keyboard's way is N, or Enter on the empty place where the cursor stands.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={styles.column}
      data-today={day.date === today || undefined}
      data-holiday={day.holiday !== null || undefined}
      data-date={day.date}
      onClick={pick}
    >
      {blocks.map(({ item, lane, lanes }) => (
        <button
          key={`${item.state} ${item.id}`}
          type="button"
          className={styles.block}
          data-block={item.id}
          data-state={item.state}
          data-focused={cursor?.id === item.id || undefined}
          onClick={() => onOpen(item.id)}
          onFocus={() => cursor?.id !== item.id && onCursor(item.id, item.startsAt)}
          style={{
            top: top(item.startsAt) + 1,
            height: Math.max(22, top(item.endsAt) - top(item.startsAt) - 2),
            insetInlineStart: `calc(${(lane / lanes) * 100}% + 2px)`,
            width: `calc(${100 / lanes}% - 5px)`,
          }}
        >
          <b>
            <VisuallyHidden component="span">{dateText(day.date)}, </VisuallyHidden>
            <SessionTitle session={item.session} />
          </b>
          {told.has(item.state) && <span>{t(`sessions:states.${item.state}`)}</span>}
          <span>
            {timeText(item.startsAt)}
            <VisuallyHidden component="span">–{timeText(item.endsAt)}</VisuallyHidden> ·{' '}
            <bdi>{item.session.cohortName}</bdi>
            {!told.has(item.state) && (
              <VisuallyHidden component="span">, {t(`sessions:states.${item.state}`)}</VisuallyHidden>
            )}
          </span>
          {item.session.recorded > 0 && (
            <span>
              {t('sessions:of', {
                done: numberText(item.session.present),
                all: numberText(item.session.learners),
              })}
            </span>
          )}
        </button>
      ))}
      {cursor !== null && cursor.id === null && (
        <div className={styles.slot} data-focused style={{ top: top(cursor.time), height: hour }} />
      )}
      {day.date === today && <div className={styles.now} style={{ top: top(now) }} aria-hidden />}
    </div>
  );
}
