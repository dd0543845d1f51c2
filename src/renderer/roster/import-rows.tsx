import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { Input, Output } from '../../shared/contract/index.ts';
import type { ImportDecision } from '../../shared/contract/roster-import.ts';
import { importVerdicts } from '../../shared/rules/roster-import.ts';
import { numberText, useWords } from '../app/words.ts';
import { ImportLine } from './import-line.tsx';
import styles from './import-rows.module.css';
import room from './room.module.css';
import { pageLength, usePages } from './use-pages.ts';

type Show = Input<'roster.importRows'>['show'];
type Preview = Output<'roster.importPreview'>;

interface Props {
  jobId: string;
  preview: Preview;
  decisions: ReadonlyMap<number, ImportDecision>;
  onDecide: (row: number, decision: ImportDecision) => void;
}

/** Every row of the list with what would become of it, narrowed by kind. */
export function ImportRows({ jobId, preview, decisions, onDecide }: Props) {
  const t = useWords();
  const [wanted, setShow] = useState<Show>('all');
  const counts: [Show, number][] = [
    ['all', preview.rows],
    ...importVerdicts.map((verdict): [Show, number] => [verdict, preview.totals[verdict] ?? 0]),
    ['notice', preview.notices],
  ];
  const chips = counts.filter(([show, count]) => count > 0 || show === 'all');
  // A kind that a second reading left without rows shows all again.
  const show = chips.some(([one]) => one === wanted) ? wanted : 'all';
  const total = chips.find(([one]) => one === show)?.[1] ?? 0;
  return (
    <div className={styles.rowsSide}>
      <div className={styles.chips} role="toolbar" aria-label={t('roster:import.show')}>
        {chips.map(([one, count]) => (
          <button
            key={one}
            type="button"
            className={styles.chip}
            data-kind={one}
            aria-pressed={show === one}
            onClick={() => setShow(one)}
          >
            {one === 'all' || one === 'notice'
              ? t(`roster:import.${one}`)
              : t(`roster:import.verdict.${one}`)}{' '}
            <b>{numberText(count)}</b>
          </button>
        ))}
      </div>
      <Lines
        key={`${show}`}
        jobId={jobId}
        show={show}
        total={total}
        decisions={decisions}
        onDecide={onDecide}
      />
    </div>
  );
}

interface LinesProps extends Omit<Props, 'preview'> {
  show: Show;
  total: number;
}

function Lines({ jobId, show, total, decisions, onDecide }: LinesProps) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => 38,
    overscan: 10,
  });
  const shown = lines.getVirtualItems();
  const pages = usePages(
    'roster.importRows',
    (offset) => ({ jobId, show, offset, limit: pageLength }),
    shown[0]?.index ?? 0,
    shown.at(-1)?.index ?? 0,
  );
  return (
    <div className={`${room.card} ${styles.table}`}>
      <div className={`${styles.line} ${styles.heads}`} aria-hidden>
        <span className={styles.lineNumber}>{t('roster:import.row')}</span>
        <span>{t('roster:import.name')}</span>
        <span>{t('roster:import.what')}</span>
        <span>{t('roster:import.details')}</span>
      </div>
      <div ref={box} className={styles.lines}>
        <ul style={{ height: lines.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const page = Math.floor(index / pageLength);
            const row = pages.get(page)?.rows[index % pageLength];
            return (
              <li
                // The row itself: what is open in it stays with its person, wherever a reading puts her.
                key={row ? `${page}:${row.row}` : `waiting:${index}`}
                ref={lines.measureElement}
                data-index={index}
                aria-setsize={total}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row ? (
                  <ImportLine row={row} decision={decisions.get(row.row)} onDecide={onDecide} />
                ) : (
                  <div className={styles.line} />
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
