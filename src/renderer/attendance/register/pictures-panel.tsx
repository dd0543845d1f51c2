import { VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import type { Status } from '../../../shared/rules/statuses.ts';
import { dateText, numberText, useWords } from '../../app/words.ts';
import { type Column, monthOf, type Picked } from './filters.ts';
import { type Band, bandsOf, reasonCounts, type SessionShare, sessionShares } from './pictures.ts';
import styles from './pictures-panel.module.css';
import { useReasonName } from './reason-words.ts';
import type { Row } from './rows.ts';

interface Props {
  rows: readonly Row[];
  columns: readonly Column[];
  statuses: readonly Status[];
  picked: Picked | null;
  onPick: (picked: Picked | null) => void;
}

const percent = (value: number): string => numberText(value / 100, { style: 'percent' });

/**
 * Three pictures of what the register shows. Every bar is a button with a name that says the same in words; pressing
 * it narrows the register to the people behind it, pressing it again lets everybody back in.
 */
export function PicturesPanel({ rows, columns, statuses, picked, onPick }: Props) {
  const shares = useMemo(() => sessionShares(rows, columns, statuses), [rows, columns, statuses]);
  const bands = useMemo(() => bandsOf(rows), [rows]);
  const reasons = useMemo(() => reasonCounts(rows, columns, statuses), [rows, columns, statuses]);
  return (
    <div data-pictures>
      <BySession shares={shares} picked={picked} onPick={onPick} />
      <ByShare bands={bands} picked={picked} onPick={onPick} />
      <ByReason reasons={reasons} picked={picked} onPick={onPick} />
    </div>
  );
}

type Pick = Props['onPick'];

function BySession({
  shares,
  picked,
  onPick,
}: {
  shares: readonly SessionShare[];
  picked: Picked | null;
  onPick: Pick;
}) {
  const t = useWords();
  const known = shares.flatMap(({ percent: value }) => (value === null ? [] : [value]));
  const mean = known.length === 0 ? null : Math.round(known.reduce((a, b) => a + b, 0) / known.length);
  return (
    <section className={styles.picture}>
      <h2>{t('register:pictures.by_session')}</h2>
      <p>
        {mean === null
          ? t('register:pictures.nothing')
          : t('register:pictures.by_session_text', {
              count: known.length,
              mean: percent(mean),
              least: percent(Math.min(...known)),
              most: percent(Math.max(...known)),
            })}
      </p>
      <div className={styles.columns}>
        {shares.map(({ session, percent: value, present, counted }, index) => {
          const on = picked?.kind === 'session' && picked.sessionId === session.id;
          const before = shares[index - 1]?.session.date;
          const date = dateText(session.date, { day: 'numeric', month: 'long' });
          const name = t('register:pictures.session', {
            date,
            share: percent(value ?? 0),
            present,
            count: counted,
          });
          return (
            <button
              key={session.id}
              type="button"
              aria-pressed={on}
              aria-label={name}
              title={name}
              data-on={on || undefined}
              onClick={() => onPick(on ? null : { kind: 'session', sessionId: session.id })}
            >
              <i style={{ height: `calc((100% - 15px) * ${Math.max(3, value ?? 0) / 100})` }} />
              <small aria-hidden>
                {before === undefined || monthOf(before) !== monthOf(session.date) || index % 5 === 0
                  ? dateText(session.date, { day: 'numeric' })
                  : ''}
              </small>
            </button>
          );
        })}
      </div>
    </section>
  );
}

function ByShare({ bands, picked, onPick }: { bands: readonly Band[]; picked: Picked | null; onPick: Pick }) {
  const t = useWords();
  const most = Math.max(1, ...bands.map((band) => band.learners));
  return (
    <section className={styles.picture}>
      <h2>{t('register:pictures.by_share')}</h2>
      <div className={styles.bars}>
        {bands.map((band) => {
          const on = picked?.kind === 'share' && picked.from === band.from;
          const label = t('register:pictures.band', {
            from: percent(band.from),
            to: percent(band.to === 101 ? 100 : band.to - 1),
          });
          return (
            <Bar
              key={band.from}
              label={label}
              count={band.learners}
              share={band.learners / most}
              words={t('register:people', { count: band.learners })}
              on={on}
              onPress={() => onPick(on ? null : { kind: 'share', from: band.from, to: band.to })}
            />
          );
        })}
      </div>
    </section>
  );
}

function ByReason({
  reasons,
  picked,
  onPick,
}: {
  reasons: ReturnType<typeof reasonCounts>;
  picked: Picked | null;
  onPick: Pick;
}) {
  const t = useWords();
  const nameOf = useReasonName();
  const most = Math.max(1, ...reasons.map(({ count }) => count));
  return (
    <section className={styles.picture}>
      <h2>{t('register:pictures.by_reason')}</h2>
      {reasons.length === 0 && <p>{t('register:pictures.nothing')}</p>}
      <div className={styles.bars}>
        {reasons.map(({ reason, count }) => {
          const on = picked?.kind === 'reason' && picked.reason === reason;
          return (
            <Bar
              key={reason}
              label={nameOf(reason)}
              count={count}
              share={count / most}
              words={t('register:pictures.marks', { count })}
              on={on}
              onPress={() => onPick(on ? null : { kind: 'reason', reason })}
            />
          );
        })}
      </div>
    </section>
  );
}

interface BarProps {
  label: string;
  count: number;
  /** Length, 0 to 1. */
  share: number;
  /** The count in words. */
  words: string;
  on: boolean;
  onPress: () => void;
}

function Bar({ label, count, share, words, on, onPress }: BarProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      data-on={on || undefined}
      disabled={count === 0}
      onClick={onPress}
    >
      <VisuallyHidden>{`${label}: ${words}`}</VisuallyHidden>
      <span aria-hidden>{label}</span>
      <i>
        <b style={{ width: `${share * 100}%` }} />
      </i>
      <span aria-hidden>{numberText(count)}</span>
    </button>
  );
}
