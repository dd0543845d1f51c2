import { Button } from '@mantine/core';
import { IconMaximize } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { numberText, useWords } from '../../app/words.ts';
import { DialogFrame } from '../../ui/dialog-frame.tsx';
import type { Filter } from '../filter.ts';
import styles from './figures.module.css';
import { type Cell, heatOf, stepFrom } from './matrix.ts';

interface Props {
  confusion: Output<'annotation.scoreOf'>['confusion'];
  filter: Filter | null;
  onFilter: (filter: Filter | null) => void;
}

/** With more labels than this the matrix is better looked at large. */
const mostBeside = 8;

/** What was drawn as what: rows are labels of the reference, columns what she gave; the last of both is nothing. */
export function Confusion({ confusion, filter, onFilter }: Props) {
  const t = useWords();
  const [large, setLarge] = useState(false);
  if (confusion.labels.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="confusion-title">
      <header className={styles.partHead}>
        <h3 id="confusion-title">{t('scores:confusion.title')}</h3>
        {confusion.labels.length > mostBeside && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconMaximize size={14} aria-hidden />}
            onClick={() => setLarge(true)}
          >
            {t('scores:confusion.large')}
          </Button>
        )}
      </header>
      <p className={styles.hint}>{t('scores:confusion.text')}</p>
      <Matrix confusion={confusion} filter={filter} onFilter={onFilter} />
      {large && (
        <DialogFrame title={t('scores:confusion.title')} size="96vw" onClose={() => setLarge(false)}>
          <Matrix
            confusion={confusion}
            filter={filter}
            large
            onFilter={(next) => {
              onFilter(next);
              setLarge(false);
            }}
          />
        </DialogFrame>
      )}
    </section>
  );
}

function Matrix({ confusion, filter, large = false, onFilter }: Props & { large?: boolean }) {
  const t = useWords();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const { labels, rows } = confusion;
  const heat = heatOf(rows);
  const labelAt = (index: number): string | null => labels[index] ?? null;
  const nameAt = (index: number): string => labelAt(index) ?? t('scores:confusion.none');
  const isChosen = ({ row, column }: Cell): boolean =>
    filter?.kind === 'cell' && filter.reference === labelAt(row) && filter.learner === labelAt(column);
  const choose = (cell: Cell): void =>
    onFilter(
      isChosen(cell) ? null : { kind: 'cell', reference: labelAt(cell.row), learner: labelAt(cell.column) },
    );
  const move = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const rightToLeft = document.documentElement.dir === 'rtl';
    const next = stepFrom(at, event.code, rows.length, rightToLeft);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons within
    <div className={styles.matrix} data-large={large || undefined} onKeyDown={move}>
      <table ref={grid} aria-label={t('scores:confusion.title')}>
        <thead>
          <tr>
            <td className={styles.corner}>{t('scores:confusion.corner')}</td>
            {rows.map((_, column) => (
              <th key={nameAt(column)} scope="col" data-none={labelAt(column) === null || undefined}>
                <span dir="auto">{nameAt(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((counts, row) => (
            <tr key={nameAt(row)}>
              <th scope="row" data-none={labelAt(row) === null || undefined}>
                <span dir="auto" title={nameAt(row)}>
                  {nameAt(row)}
                </span>
              </th>
              {counts.map((count, column) => {
                const cell = { row, column };
                const isNowhere = row === labels.length && column === labels.length;
                return (
                  <td key={nameAt(column)}>
                    {isNowhere ? null : (
                      <button
                        type="button"
                        className={styles.cell}
                        data-cell={`${row}:${column}`}
                        data-right={(row === column && count > 0) || undefined}
                        data-wrong={(row !== column && count > 0) || undefined}
                        style={{ '--heat': heat(cell) } as CSSProperties}
                        tabIndex={at.row === row && at.column === column ? 0 : -1}
                        aria-pressed={isChosen(cell)}
                        aria-label={t('scores:confusion.cell', {
                          reference: nameAt(row),
                          learner: nameAt(column),
                          number: numberText(count),
                        })}
                        onFocus={() => setAt(cell)}
                        onClick={() => choose(cell)}
                      >
                        {count > 0 ? numberText(count, { notation: 'compact' }) : ''}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
