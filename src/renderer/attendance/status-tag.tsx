import type { Status } from '../../shared/rules/statuses.ts';
import { useWords } from '../app/words.ts';
import { letterOf } from './paper-sheet.tsx';
import { useStatusName } from './status-name.ts';
import styles from './type-paper.module.css';
import type { Mark } from './use-roll.ts';

interface Props {
  mark: Pick<Mark, 'status' | 'minutesMissed'>;
  statuses: readonly Status[];
  /** Not stored yet. */
  meant?: boolean;
}

/** A mark in color, letter and word. */
export function StatusTag({ mark, statuses, meant = false }: Props) {
  const t = useWords();
  const nameOf = useStatusName();
  const status = statuses.find(({ code }) => code === mark.status);
  if (!status) return <span className={styles.status}>{mark.status}</span>;
  return (
    <span className={styles.status} data-color={status.color} data-meant={meant || undefined}>
      <bdi dir="ltr">{letterOf(status)}</bdi> {nameOf(status)}
      {mark.minutesMissed !== undefined && ` · ${t('attendance:minutes', { count: mark.minutesMissed })}`}
    </span>
  );
}
