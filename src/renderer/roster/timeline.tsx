import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimelineChange, TimelineEntry, TimelinePlace } from '../../shared/contract/roster-timeline.ts';
import { call } from '../app/bridge.ts';
import { instantText, useWords } from '../app/words.ts';
import room from './room.module.css';
import { useSay } from './say.ts';
import styles from './timeline.module.css';
import { usePieces } from './use-pieces.ts';

/** How many changes of one act are shown before the rest is asked for. */
const few = 4;

/** Everything that ever changed about her, newest first. */
export function Timeline({ learnerId }: { learnerId: string }) {
  const t = useWords();
  const pages = useInfiniteQuery({
    queryKey: ['roster', 'roster.timeline', learnerId],
    queryFn: ({ pageParam }) => call('roster.timeline', { learnerId, before: pageParam }),
    initialPageParam: null as TimelinePlace | null,
    getNextPageParam: (page) => page.next,
  });
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <Entry key={`${entry.device} ${entry.act}`} entry={entry} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button
          variant="subtle"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('roster:learner.more')}
        </Button>
      )}
    </>
  );
}

const when: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? entry.changes : entry.changes.slice(0, few);
  const hidden = entry.changes.length - shown.length;
  const tag = entry.undo
    ? t(entry.command === 'changes.redo' ? 'roster:timeline.redo' : 'roster:timeline.undo')
    : entry.command === 'roster.commitImport'
      ? t('roster:timeline.import')
      : null;
  return (
    <li className={styles.entry}>
      <p className={styles.head}>
        <b>{entry.by ? <bdi>{entry.by}</bdi> : t('roster:timeline.by_program')}</b>{' '}
        {instantText(entry.at, when)}
        {!entry.here && (
          <>
            {' · '}
            <bdi>{entry.deviceName}</bdi>
          </>
        )}
        {tag && <span className={styles.tag}>{tag}</span>}
      </p>
      {entry.changes.length === 0 && <p className={room.quiet}>{t('roster:timeline.unknown')}</p>}
      <ul className={styles.changes}>
        {shown.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the changes of an act never change places
          <Change key={index} change={change} />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('roster:timeline.more', { count: hidden })}
        </button>
      )}
      {entry.why && <p className={room.quiet}>{t('roster:timeline.why', { why: entry.why })}</p>}
    </li>
  );
}

function Change({ change }: { change: TimelineChange }) {
  const t = useWords();
  const say = useSay();
  const textOf = usePieces();
  const about = textOf(change.about);
  const work = change.what.startsWith('work.') ? change.what.slice('work.'.length) : null;
  const from = change.from === null ? null : textOf(change.from);
  const to = change.to === null ? null : textOf(change.to);
  return (
    <li>
      <span className={styles.what}>
        {work === null
          ? say('roster:timeline.what', change.what.replace('.', '_'))
          : say('assessments:history.what', work)}
      </span>
      {about && (
        <>
          {' '}
          <span dir="auto">{about}</span>
        </>
      )}
      <span className={styles.what}>: </span>
      {from !== null && (
        <>
          <span className={styles.from} dir="auto">
            {from || t('roster:timeline.nothing')}
          </span>{' '}
          <IconArrowRight size={12} className={room.flip} aria-hidden />{' '}
        </>
      )}
      <span className={styles.to} dir="auto">
        {to ?? t('roster:timeline.nothing')}
      </span>
    </li>
  );
}
