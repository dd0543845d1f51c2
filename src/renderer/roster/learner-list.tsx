import { Avatar } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import { Link } from 'wouter';
import type { Input, Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';
import { initialsOf } from '../ui/initials.ts';
import styles from './learners.module.css';
import room from './room.module.css';
import { StatusPill } from './status-pill.tsx';
import { pageLength, usePages } from './use-pages.ts';

type Filter = Pick<Input<'roster.learners'>, 'search' | 'cohort' | 'status'>;
type Row = Output<'roster.learners'>['learners'][number];

/** Height of a line, pixels. */
const lineHeight = 44;

/** The people who fit a filter; of thousands only those in view are drawn and asked for. */
export function LearnerList({ filter, total }: { filter: Filter; total: number }) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  const shown = lines.getVirtualItems();
  const pages = usePages(
    'roster.learners',
    (offset) => ({ ...filter, offset, limit: pageLength }),
    shown[0]?.index ?? 0,
    shown.at(-1)?.index ?? 0,
  );
  const rowAt = (index: number): Row | undefined =>
    pages.get(Math.floor(index / pageLength))?.learners[index % pageLength];

  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const here = document.activeElement?.closest<HTMLElement>('[data-index]');
    if (step === 0 || !here) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, Number(here.dataset.index) + step));
    lines.scrollToIndex(next);
    box.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  };

  return (
    <div className={`${room.card} ${styles.people}`}>
      <div className={`${styles.line} ${styles.heads}`} aria-hidden>
        <span />
        <span>{t('roster:learners.name')}</span>
        <span>{t('roster:learners.cohort')}</span>
        <span>{t('roster:learners.phone')}</span>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside take the keys, arrows only move between them */}
      <div ref={box} className={styles.lines} onKeyDown={move}>
        <ul style={{ height: lines.getTotalSize() }}>
          {shown.map(({ index, start }) => (
            <li
              key={index}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={total}
              aria-posinset={index + 1}
            >
              <Line index={index} learner={rowAt(index)} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Line({ index, learner }: { index: number; learner: Row | undefined }) {
  const t = useWords();
  if (!learner) return <div className={styles.line} data-waiting />;
  return (
    <Link href={`/learners/${learner.id}`} className={styles.line} data-index={index}>
      <Avatar size={28} color="ink" variant="light" aria-hidden>
        {initialsOf(learner.name)}
      </Avatar>
      <span className={styles.name} dir="auto">
        {learner.name}
      </span>
      <span className={styles.cohorts}>
        {learner.cohorts.length === 0 && <span className={room.quiet}>{t('roster:learners.without')}</span>}
        {learner.cohorts.map((cohort) => (
          <span key={cohort.id}>
            <span dir="auto">{cohort.name}</span>
            {cohort.status !== 'enrolled' && (
              <>
                {' '}
                <StatusPill status={cohort.status} />
              </>
            )}
          </span>
        ))}
      </span>
      <span className={`${room.muted} ${room.ltr}`}>{learner.phone}</span>
    </Link>
  );
}
