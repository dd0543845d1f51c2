import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useCall } from '../../app/client.ts';
import { dateText, numberText, useWords } from '../../app/words.ts';
import { inLanguage } from '../../roster/say.ts';
import { cellOf } from './cells.ts';
import { percentText, shortHours } from './figure-text.ts';
import { columnsOf } from './filters.ts';
import { signOf } from './grid-head.tsx';
import type { Looks } from './looks.ts';
import styles from './print-month.module.css';
import type { Row } from './rows.ts';
import type { RegisterData } from './use-register.ts';

interface Printing {
  data: RegisterData;
  rows: readonly Row[];
  /** `2026-03`. */
  month: string;
  looks: Looks;
}

/** Draws the register of a month for paper, opens the print dialog, and takes the page away again. */
export function usePrintMonth(): { start: (what: Printing) => void; page: ReactNode } {
  const [printing, setPrinting] = useState<Printing | null>(null);
  useEffect(() => {
    if (!printing) return;
    const over = (): void => setPrinting(null);
    window.addEventListener('afterprint', over);
    window.print();
    return () => window.removeEventListener('afterprint', over);
  }, [printing]);
  return {
    start: setPrinting,
    page: printing && createPortal(<MonthPage {...printing} />, document.body),
  };
}

/** A4 landscape; the head with the dates and the foot with the legend stand on every sheet. */
function MonthPage({ data, rows, month, looks }: Printing) {
  const t = useWords();
  const { cohort, statuses, sessions } = data;
  const columns = useMemo(() => columnsOf(sessions, month, null), [sessions, month]);
  const byCode = useMemo(() => new Map(statuses.map((status) => [status.code, status])), [statuses]);
  const there = rows.filter((row) =>
    columns.some(({ session, place }) => {
      const { kind } = cellOf(row, session, place, byCode);
      return kind !== 'before' && kind !== 'after' && kind !== 'never';
    }),
  );
  const center = useCall('center.state', {}).data?.center?.name;
  const title = [
    center,
    inLanguage(cohort.programName),
    dateText(`${month}-01`, { month: 'long', year: 'numeric' }),
  ].filter(Boolean);
  const width = columns.length + 6;
  return (
    <div className={styles.page} data-month-page>
      <table>
        <thead>
          <tr className={styles.title}>
            <th colSpan={width}>
              <b dir="auto">{cohort.name}</b> {title.join(' · ')}
              <span>
                {t('register:print.on', {
                  date: dateText(data.today, { day: 'numeric', month: 'long', year: 'numeric' }),
                })}
              </span>
            </th>
          </tr>
          <tr>
            <th scope="col" className={styles.number} aria-label={t('register:print.number')} />
            <th scope="col" className={styles.name}>
              {t('register:columns.name')}
            </th>
            {columns.map((column) => (
              <th key={column.session.id} scope="col" className={styles.date}>
                <b>
                  {signOf(column)}
                  {dateText(column.session.date, { day: 'numeric' })}
                </b>
                <br />
                {dateText(column.session.date, { weekday: 'narrow' })}
              </th>
            ))}
            <th scope="col">{t('register:columns.credit')}</th>
            <th scope="col">{t('register:columns.reach')}</th>
            <th scope="col">{t('register:columns.row')}</th>
            <th scope="col">{t('register:columns.owed')}</th>
          </tr>
        </thead>
        <tfoot>
          <tr>
            <td colSpan={width} className={styles.legend}>
              {[...looks.values()].map((look) => (
                <span key={look.status.code}>
                  <b>{look.quiet ? '•' : look.letter}</b> {look.name}
                </span>
              ))}
              <span>
                <b>–</b> {t('register:cell.before')}
              </span>
              <span>
                <b>=</b> {t('register:cell.paused')}
              </span>
              <span>
                <b>⚡</b> {t('register:legend.lost')}
              </span>
              <span>
                <b>+</b> {t('register:make_up')}
              </span>
            </td>
          </tr>
        </tfoot>
        <tbody>
          {there.map((row, index) => (
            <tr key={row.learner.learnerId}>
              <td className={styles.number}>{numberText(index + 1)}</td>
              <th scope="row" className={styles.name} dir="auto">
                {row.learner.name}
                {row.learner.status === null && <small> {t('attendance:walk_in')}</small>}
              </th>
              {columns.map(({ session, place }) => (
                <td key={session.id} className={styles.cell}>
                  <PrintedCell cell={cellOf(row, session, place, byCode)} looks={looks} />
                </td>
              ))}
              <td>{percentText(row.figures.percentage)}</td>
              <td>{percentText(row.figures.highestReachable)}</td>
              <td>{numberText(row.figures.consecutiveAbsences)}</td>
              <td>{shortHours(row.figures.owedMinutes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.rule}>
        {t('register:rule.credit')}{' '}
        {cohort.threshold === null
          ? t('register:rule.none')
          : t('register:rule.threshold', {
              threshold: numberText(cohort.threshold / 100, { style: 'percent' }),
            })}
      </p>
    </div>
  );
}

function PrintedCell({ cell, looks }: { cell: ReturnType<typeof cellOf>; looks: Looks }) {
  if (cell.kind === 'mark') {
    const look = cell.status ? looks.get(cell.status.code) : undefined;
    if (look?.quiet) return '•';
    return (
      <>
        <b>{look?.letter ?? '?'}</b>
        {cell.minutes !== null && <small>{numberText(cell.minutes)}</small>}
      </>
    );
  }
  if (cell.kind === 'before' || cell.kind === 'after') return '–';
  if (cell.kind === 'paused') return '=';
  return cell.kind === 'not_held' ? '/' : null;
}
