import { ActionIcon, NativeSelect, NumberInput, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCalendarOff, IconHistory } from '@tabler/icons-react';
import { memo, type RefObject, useEffect, useRef } from 'react';
import { type ReasonCode, reasonCodes } from '../../shared/rules/statuses.ts';
import { useMeant } from '../app/meant.ts';
import { numberText, useWords } from '../app/words.ts';
import { initialsOf } from '../ui/initials.ts';
import type { MeantMarks } from './meant-marks.ts';
import styles from './roll.module.css';
import type { Aside } from './roll-asides.tsx';
import type { StatusKey } from './status-keys.ts';
import { StoredTick } from './stored-tick.tsx';
import type { Mark, RollRow as Row } from './use-roll.ts';

interface Props {
  row: Row;
  /** From 0. */
  index: number;
  marks: MeantMarks;
  focused: boolean;
  /** Whether reasons, notes and past marks may be seen: learners sit across the table. */
  revealed: boolean;
  statuses: readonly StatusKey[];
  typedMinutes: string | null;
  noteField: RefObject<HTMLInputElement | null>;
  onFocus: (index: number) => void;
  onStatus: (index: number, status: string) => void;
  onMark: (index: number, mark: Mark) => void;
  /** Whether she at the keyboard may excuse somebody ahead. */
  mayExcuse: boolean;
  onAside: (index: number, kind: Aside['kind']) => void;
}

/** One learner of the roll. */
export const RollRow = memo(function RollRow(props: Props) {
  const { row, index, focused, revealed, statuses, typedMinutes } = props;
  const meant = useMeant(props.marks, row.learnerId);
  const t = useWords();
  const line = useRef<HTMLDivElement>(null);
  const mark = meant ? meant.value : row.mark;
  const status = statuses.find((one) => one.code === mark?.status);
  const excused = mark === null && row.excuse !== null;

  useEffect(() => {
    if (!focused) return;
    line.current?.scrollIntoView({ block: 'nearest' });
    const active = document.activeElement;
    if (!active || active === document.body || active.closest('[data-roll-row]') === null) return;
    if (!active.matches('input')) line.current?.focus({ preventScroll: true });
  }, [focused]);

  const spoken = [
    `${index + 1}. ${row.name}`,
    status ? status.name : t(excused ? 'attendance:excused_ahead' : 'attendance:not_recorded'),
  ].join(', ');

  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of keys with fields is no table row
    <div
      ref={line}
      role="group"
      tabIndex={focused ? 0 : -1}
      className={styles.row}
      data-roll-row={index + 1}
      data-focused={focused || undefined}
      data-status={mark?.status}
      data-failed={meant?.failure ? true : undefined}
      aria-label={spoken}
      aria-current={focused || undefined}
      onPointerDown={() => props.onFocus(index)}
    >
      <span className={styles.number}>{numberText(index + 1)}</span>
      <span className={styles.photo} aria-hidden>
        {initialsOf(row.name)}
      </span>
      <span className={styles.name} dir="auto" title={row.name}>
        {row.name}
        {row.walkIn && <span className={styles.tag}>{t('attendance:walk_in')}</span>}
        {row.conflict && (
          <button
            type="button"
            className={styles.tag}
            data-conflict
            onClick={() => props.onAside(index, 'conflict')}
          >
            {t('attendance:two_records')}
          </button>
        )}
      </span>
      {revealed && <Past row={row} statuses={statuses} />}
      <span className={styles.statuses}>
        {statuses
          .filter((one) => !one.hidden || one.code === mark?.status)
          .map((one) => (
            <button
              key={one.code}
              type="button"
              className={styles.status}
              data-color={one.color}
              data-on={mark?.status === one.code || undefined}
              data-ahead={(excused && one.countsAs === 'excused') || undefined}
              data-blank={mark === null || undefined}
              tabIndex={focused ? 0 : -1}
              aria-pressed={mark?.status === one.code}
              aria-label={`${one.name}, ${row.name}`}
              title={one.name}
              onClick={() => props.onStatus(index, one.code)}
            >
              {one.letter}
            </button>
          ))}
      </span>
      <span className={styles.details}>
        <Details {...props} mark={mark} status={status} typedMinutes={typedMinutes} />
      </span>
      <span className={styles.tick}>
        {meant?.failure ? (
          <Tooltip label={meant.failure} multiline w={260}>
            <IconAlertTriangle size={17} className={styles.bad} aria-label={meant.failure} />
          </Tooltip>
        ) : (
          <StoredTick mark={mark} meant={meant} />
        )}
      </span>
      {meant?.failure && focused && (
        <span className={styles.failure} role="alert">
          {meant.failure}
        </span>
      )}
    </div>
  );
});

function Past({ row, statuses }: { row: Row; statuses: readonly StatusKey[] }) {
  const t = useWords();
  return (
    <span className={styles.past} title={t('attendance:last_five')}>
      {row.lastFive.map((code, at) => {
        const status = statuses.find((one) => one.code === code);
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: five places, oldest first, that never move
            key={at}
            data-color={status?.color}
            title={status ? status.name : t('attendance:not_recorded')}
          >
            {status
              ? status.countsAs === 'present' && status.code === 'present'
                ? '•'
                : status.letter
              : '–'}
          </span>
        );
      })}
    </span>
  );
}

function Details({
  mark,
  status,
  focused,
  revealed,
  typedMinutes,
  index,
  noteField,
  onMark,
  mayExcuse,
  onAside,
}: Props & { mark: Mark | null; status: StatusKey | undefined }) {
  const t = useWords();
  const minutes = mark?.minutesMissed;
  const part = status?.countsAs === 'part';
  const excuse = mayExcuse && (
    <ActionIcon
      size="sm"
      aria-label={t('attendance:excuse_ahead')}
      title={`${t('attendance:excuse_ahead')} (X)`}
      onClick={() => onAside(index, 'excuse')}
    >
      <IconCalendarOff size={15} />
    </ActionIcon>
  );
  if (focused && !mark) return <span className={styles.aside}>{excuse}</span>;
  if (!focused || !mark) {
    return (
      <>
        {part && minutes !== undefined && (
          <span className={styles.minutes}>{t('attendance:minutes', { count: minutes })}</span>
        )}
        {revealed && mark?.reason && (
          <span className={styles.said}>{t(`attendance:reasons.${mark.reason}`)}</span>
        )}
        {revealed && mark?.note && <span className={styles.said}>{mark.note}</span>}
      </>
    );
  }
  return (
    <>
      {part && (
        <NumberInput
          className={styles.minutesField}
          size="xs"
          min={0}
          max={600}
          step={5}
          clampBehavior="strict"
          allowDecimal={false}
          value={typedMinutes === null || typedMinutes === '' ? (minutes ?? 0) : Number(typedMinutes)}
          aria-label={t('attendance:minutes_missed')}
          suffix={` ${t('attendance:minutes_short')}`}
          tabIndex={0}
          onChange={(value) =>
            typeof value === 'number' && value !== minutes && onMark(index, { ...mark, minutesMissed: value })
          }
        />
      )}
      <NativeSelect
        className={styles.reasonField}
        size="xs"
        aria-label={t('attendance:reason')}
        data-none={mark.reason === undefined || undefined}
        data={[
          { value: '', label: t('attendance:reason') },
          ...reasonCodes.map((code) => ({ value: code, label: t(`attendance:reasons.${code}`) })),
        ]}
        value={mark.reason ?? ''}
        onChange={(event) =>
          onMark(index, withReason(mark, (event.currentTarget.value || null) as ReasonCode | null))
        }
      />
      <NoteField
        key={`${index}-${mark.status}`}
        mark={mark}
        index={index}
        noteField={noteField}
        onMark={onMark}
      />
      <ActionIcon
        size="sm"
        aria-label={t('attendance:history.title')}
        title={`${t('attendance:history.title')} (H)`}
        onClick={() => onAside(index, 'history')}
      >
        <IconHistory size={15} />
      </ActionIcon>
      {excuse}
    </>
  );
}

function NoteField({
  mark,
  index,
  noteField,
  onMark,
}: { mark: Mark } & Pick<Props, 'index' | 'noteField' | 'onMark'>) {
  const t = useWords();
  const store = (text: string): void => {
    const note = text.trim();
    if (note === (mark.note ?? '')) return;
    const { note: _old, ...rest } = mark;
    onMark(index, note === '' ? rest : { ...rest, note });
  };
  return (
    <TextInput
      ref={noteField}
      className={styles.noteField}
      size="xs"
      maxLength={500}
      placeholder={t('attendance:note')}
      aria-label={t('attendance:note')}
      defaultValue={mark.note ?? ''}
      onBlur={(event) => store(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') {
          event.stopPropagation();
          event.currentTarget.blur();
        }
      }}
    />
  );
}

function withReason({ reason: _old, ...rest }: Mark, reason: ReasonCode | null): Mark {
  return reason === null ? rest : { ...rest, reason };
}
