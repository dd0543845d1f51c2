import { Autocomplete } from '@mantine/core';
import { numberText, useWords } from '../app/words.ts';
import { StatusTag } from './status-tag.tsx';
import styles from './type-paper.module.css';
import type { Paper, Read, ReadLine } from './use-paper.ts';

interface Props {
  paper: Paper;
  read: ReadLine;
  /** Names written by hand, by row number. */
  names: ReadonlyMap<number, string>;
  onName: (number: number, name: string) => void;
}

/** What each piece of the line means, and what is wrong with it, by place. */
export function PaperEcho({ paper, read, names, onName }: Props) {
  const t = useWords();
  const later = paper.rows.filter(({ number }) => number === null).map(({ name }) => name);
  return (
    <ol className={styles.echo} aria-label={t('paper:type.echo')} aria-live="polite">
      {read.pieces.map((piece) => (
        <li
          key={piece.token.start}
          className={styles.token}
          data-fault={piece.kind === 'fault' || undefined}
          data-token={piece.token.text}
        >
          <span className={styles.typed}>{piece.token.text}</span>
          <Meaning piece={piece} paper={paper} names={names} later={later} onName={onName} />
        </li>
      ))}
    </ol>
  );
}

interface MeaningProps extends Omit<Props, 'read'> {
  piece: Read;
  later: readonly string[];
}

function Meaning({ piece, paper, names, later, onName }: MeaningProps) {
  const t = useWords();
  if (piece.kind === 'rest') return <span className={styles.wide}>{t('paper:type.rest_said')}</span>;
  if (piece.kind === 'fault') {
    const row = paper.rows.find(({ number }) => number === piece.number);
    return (
      <span className={styles.wide}>
        {t(`paper:faults.${piece.fault}`, { row: numberText(piece.number), name: row?.name ?? '' })}
      </span>
    );
  }
  const { number, row, mark } = piece;
  return (
    <>
      <span className={styles.rowNumber}>{numberText(number)}</span>
      {row ? (
        <span>
          <bdi className={styles.name}>{row.name}</bdi>{' '}
          {row.mark && row.mark.status !== mark.status && (
            <span className={styles.before}>
              {t('paper:type.before')} <StatusTag mark={row.mark} statuses={paper.statuses} />
            </span>
          )}
          {piece.proposed && (
            <span className={styles.before}>
              {t('paper:type.proposed', { typed: `${piece.token.text}12` })}
            </span>
          )}
        </span>
      ) : (
        <Autocomplete
          size="xs"
          aria-label={t('paper:type.by_hand', { row: numberText(number) })}
          placeholder={t('paper:type.by_hand', { row: numberText(number) })}
          data={[...later]}
          maxLength={120}
          value={names.get(number) ?? ''}
          onChange={(name) => onName(number, name)}
          data-by-hand={number}
        />
      )}
      <StatusTag mark={mark} statuses={paper.statuses} meant />
    </>
  );
}
