import { ActionIcon, NumberInput, Select, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { Link } from 'wouter';
import { type ReasonCode, reasonCodes } from '../../../shared/rules/statuses.ts';
import { dateText, timeText, useWords } from '../../app/words.ts';
import { SessionTitle } from '../../sessions/session-title.tsx';
import type { MeantMark } from '../meant-marks.ts';
import { StoredTick } from '../stored-tick.tsx';
import type { Mark } from '../use-roll.ts';
import { type Cell, mayMark } from './cells.ts';
import type { Column } from './filters.ts';
import styles from './focus-bar.module.css';
import { type Looks, useCellWords } from './looks.ts';
import type { Row } from './rows.ts';

interface Props {
  row: Row;
  column: Column;
  cell: Cell;
  looks: Looks;
  /** Digits typed for the minutes of this cell, null where none are. */
  typed: string | null;
  noteField: RefObject<HTMLInputElement | null>;
  onStatus: (code: string) => void;
  onMark: (mark: Mark | null) => void;
  onHistory: () => void;
  onDone: () => void;
}

/** The cell in focus in full: who, which class, the mark with its minutes, reason and note, and whether it is stored. */
export function FocusBar(props: Props) {
  const { row, column, cell, looks, typed, noteField, onStatus, onMark, onHistory, onDone } = props;
  const t = useWords();
  const say = useCellWords(looks);
  const { session } = column;
  const mark = row.marks[column.place] ?? null;
  const editable = mayMark(row, cell);
  const part = cell.kind === 'mark' && cell.status?.countsAs === 'part';
  return (
    <section className={styles.bar} aria-label={t('register:cell.label')} data-focus-bar>
      <div className={styles.about} aria-live="polite">
        <b dir="auto">{row.learner.name}</b>
        <span>
          <Link href={`/roll/${session.id}`}>
            {dateText(session.date, { weekday: 'short', day: 'numeric', month: 'short' })}{' '}
            {timeText(session.startsAt)}
          </Link>{' '}
          <SessionTitle session={session} />
          {session.makeUpFor !== null && ` · ${t('register:make_up')}`}
          {' · '}
          {say(cell)}
        </span>
      </div>
      {editable ? (
        <>
          <span className={styles.keys}>
            {[...looks.values()].map((look) => (
              <button
                key={look.status.code}
                type="button"
                className={styles.key}
                data-color={look.status.color}
                data-on={mark?.status === look.status.code || undefined}
                aria-pressed={mark?.status === look.status.code}
                aria-label={look.name}
                title={look.name}
                onClick={() => onStatus(look.status.code)}
              >
                {look.letter}
              </button>
            ))}
          </span>
          {part && mark && (
            <NumberInput
              className={styles.minutes}
              size="xs"
              min={0}
              max={session.plannedMinutes}
              step={5}
              clampBehavior="strict"
              allowDecimal={false}
              value={typed === null || typed === '' ? (mark.minutesMissed ?? 0) : Number(typed)}
              aria-label={t('attendance:minutes_missed')}
              suffix={` ${t('attendance:minutes_short')}`}
              onChange={(value) =>
                typeof value === 'number' &&
                value !== mark.minutesMissed &&
                onMark({ ...mark, minutesMissed: value })
              }
            />
          )}
          {mark && (
            <>
              <Select
                className={styles.reason}
                size="xs"
                placeholder={t('attendance:reason')}
                aria-label={t('attendance:reason')}
                data={reasonCodes.map((code) => ({ value: code, label: t(`attendance:reasons.${code}`) }))}
                value={mark.reason ?? null}
                clearable
                onChange={(value) => onMark(withReason(mark, value as ReasonCode | null))}
              />
              <Note
                key={`${row.learner.learnerId} ${session.id} ${mark.status}`}
                mark={mark}
                field={noteField}
                onMark={onMark}
                onDone={onDone}
              />
              <ActionIcon
                size="sm"
                aria-label={t('attendance:history.title')}
                title={`${t('attendance:history.title')} (H)`}
                onClick={onHistory}
              >
                <IconHistory size={15} />
              </ActionIcon>
            </>
          )}
        </>
      ) : (
        <span className={styles.quiet}>{t('register:read_only')}</span>
      )}
      <Stored mark={mark} meant={row.meant.get(column.place)} />
    </section>
  );
}

/** Whether the mark is on disk, or why it is not. */
function Stored({ mark, meant }: { mark: Mark | null; meant: MeantMark | undefined }) {
  if (meant?.failure)
    return (
      <span className={styles.stored} role="alert">
        <Tooltip label={meant.failure} multiline w={260}>
          <IconAlertTriangle size={17} className={styles.bad} aria-hidden />
        </Tooltip>
        <span className={styles.failure}>{meant.failure}</span>
      </span>
    );
  return (
    <span className={styles.stored}>
      <StoredTick mark={mark} meant={meant} />
    </span>
  );
}

interface NoteProps {
  mark: Mark;
  field: RefObject<HTMLInputElement | null>;
  onMark: (mark: Mark) => void;
  onDone: () => void;
}

function Note({ mark, field, onMark, onDone }: NoteProps) {
  const t = useWords();
  return (
    <TextInput
      ref={field}
      className={styles.note}
      size="xs"
      maxLength={500}
      placeholder={t('attendance:note')}
      aria-label={t('attendance:note')}
      defaultValue={mark.note ?? ''}
      onBlur={(event) => {
        const note = event.currentTarget.value.trim();
        if (note === (mark.note ?? '')) return;
        const { note: _old, ...rest } = mark;
        onMark(note === '' ? rest : { ...rest, note });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    />
  );
}

function withReason({ reason: _old, ...rest }: Mark, reason: ReasonCode | null): Mark {
  return reason === null ? rest : { ...rest, reason };
}
