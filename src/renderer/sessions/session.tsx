import { Button } from '@mantine/core';
import {
  IconArrowRight,
  IconBolt,
  IconCalendarEvent,
  IconEdit,
  IconRepeat,
  IconTrash,
  IconUserShare,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useCall } from '../app/client.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import { OutcomeEditor } from '../attendance/outcome-editor.tsx';
import room from '../roster/room.module.css';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { withComma } from '../ui/with-comma.ts';
import { ChangeSeries } from './change-series.tsx';
import { EditSession } from './edit-session.tsx';
import { MakeUps } from './make-ups.tsx';
import { MoveSession } from './move-session.tsx';
import { outcomeText } from './outcome-text.tsx';
import { RemoveSession } from './remove-session.tsx';
import styles from './session.module.css';
import { SessionTitle } from './session-title.tsx';
import { weekdayName } from './slots-field.tsx';
import { StandIn } from './stand-in.tsx';

type View = Output<'sessions.get'>;
type SeriesView = NonNullable<Output<'sessions.series'>['series']>;
type Asking = 'edit' | 'move' | 'remove' | 'series' | 'substitute' | 'outcome';

/** One class: when, what, by whom, how it went, what it owes, and everything that can be done about it. */
export function Session() {
  const t = useWords();
  const { sessionId = '' } = useParams();
  const session = useCall('sessions.get', { sessionId }, { refetchOnMount: 'always' });
  const series = useCall('sessions.series', { sessionId });
  if (session.isError) {
    return (
      <Empty
        title={t('sessions:errors.session_not_found')}
        text={t('sessions:session.gone')}
        action={{ label: t('sessions:calendar.title'), href: '/calendar' }}
      />
    );
  }
  if (!session.data || !series.data) return <Waiting />;
  return <Screen session={session.data} series={series.data.series} />;
}

function Screen({ session, series }: { session: View; series: SeriesView | null }) {
  const t = useWords();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = (): void => setAsking(null);
  return (
    <div className={room.screen}>
      <Where>
        <Link href="/calendar">{t('sessions:calendar.title')}</Link> › <SessionTitle session={session} />
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>
            <SessionTitle session={session} />
          </h1>
          <p>
            <Link href={`/cohorts/${session.cohortId}`} className={room.name}>
              <bdi>{session.cohortName}</bdi>
            </Link>
            {' · '}
            {withComma(dateText(session.date), `${timeText(session.startsAt)}–${timeText(session.endsAt)}`)}
          </p>
        </div>
        <Button
          component={Link}
          href={`/roll/${session.id}`}
          rightSection={<IconArrowRight size={16} className={room.flip} />}
          data-take-roll
        >
          {t(session.recorded > 0 ? 'sessions:session.roll' : 'sessions:take_roll')}
        </Button>
      </header>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Facts session={session} series={series} />
          <Actions session={session} series={series} onAsk={setAsking} />
        </div>
        <MakeUps session={session} />
      </div>
      {asking === 'edit' && <EditSession session={session} onClose={close} />}
      {asking === 'series' && series && <ChangeSeries session={session} series={series} onClose={close} />}
      {asking === 'move' && <MoveSession session={session} later={series?.later ?? 0} onClose={close} />}
      {asking === 'remove' && (
        <RemoveSession
          session={session}
          later={series?.later ?? 0}
          onClose={close}
          onRemoved={() => navigate('/calendar', { replace: true })}
        />
      )}
      {asking === 'substitute' && <StandIn session={session} onClose={close} />}
      <OutcomeEditor opened={asking === 'outcome'} onClose={close} session={session} why={null} />
    </div>
  );
}

/** "Mon, Wed 10:00–12:00 · Fri 14:00–15:00": weekdays with the same times together. */
function slotsText(slots: SeriesView['slots']): string {
  const spans = Map.groupBy(slots, (slot) => `${timeText(slot.startsAt)}–${timeText(slot.endsAt)}`);
  return [...spans]
    .map(([span, own]) => `${own.map((slot) => weekdayName(slot.weekday, 'short')).join(', ')} ${span}`)
    .join(' · ');
}

function Facts({ session, series }: { session: View; series: SeriesView | null }) {
  const t = useWords();
  /** Before anything is noted, a plan is not yet how class went. */
  const isKnown = session.outcome.kind !== 'planned' || session.recorded > 0;
  return (
    <section className={styles.card} aria-label={t('sessions:session.about')}>
      <dl className={styles.facts}>
        <dt>{t('sessions:kind')}</dt>
        <dd>{t(`sessions:kinds.${session.kind}`)}</dd>
        <dt>{t('sessions:instructor')}</dt>
        <dd>
          <bdi>{session.instructorName ?? t('sessions:session.nobody')}</bdi>
          {session.substituteName !== null && (
            <>
              {' · '}
              {t('sessions:session.substitute', { name: session.substituteName })}
            </>
          )}
        </dd>
        {session.room !== null && (
          <>
            <dt>{t('sessions:room')}</dt>
            <dd>
              <bdi>{session.room}</bdi>
            </dd>
          </>
        )}
        {series && (
          <>
            <dt>{t('sessions:series.series')}</dt>
            <dd>
              {slotsText(series.slots)}
              <br />
              <span className={styles.quiet}>
                {t('sessions:series.until', { date: dateText(series.to), count: series.later })}
              </span>
            </dd>
          </>
        )}
        {session.makeUpFor && (
          <>
            <dt>{t('sessions:make_up.for')}</dt>
            <dd>
              <Link href={`/sessions/${session.makeUpFor.sessionId}`}>
                <bdi>{session.makeUpFor.title || t('sessions:a_class')}</bdi>
              </Link>
              , {dateText(session.makeUpFor.date)}
            </dd>
          </>
        )}
        {isKnown && (
          <>
            <dt>{t('sessions:session.how')}</dt>
            <dd data-outcome={session.outcome.kind}>{outcomeText(session, t)}</dd>
            <dt>{t('sessions:session.held')}</dt>
            <dd data-held={session.heldMinutes}>
              {t('sessions:session.held_of', {
                held: numberText(session.heldMinutes),
                planned: numberText(session.plannedMinutes),
              })}
            </dd>
          </>
        )}
        <dt>{t('sessions:session.marks')}</dt>
        <dd>
          {t('sessions:of', { done: numberText(session.recorded), all: numberText(session.learners) })}
          {session.closedAt !== null && ` · ${t('sessions:session.closed')}`}
        </dd>
      </dl>
    </section>
  );
}

function Actions({
  session,
  series,
  onAsk,
}: {
  session: View;
  series: SeriesView | null;
  onAsk: (asking: Asking) => void;
}) {
  const t = useWords();
  const closed = session.closedAt !== null;
  const actions = [
    { key: 'edit', icon: IconEdit, off: closed },
    { key: 'move', icon: IconCalendarEvent, off: closed || session.outcome.kind === 'moved' },
    ...(series ? [{ key: 'series', icon: IconRepeat, off: false } as const] : []),
    { key: 'substitute', icon: IconUserShare, off: closed },
    { key: 'outcome', icon: IconBolt, off: closed },
    { key: 'remove', icon: IconTrash, off: closed || session.recorded > 0 },
  ] as const;
  return (
    <div className={styles.actions}>
      {actions.map(({ key, icon: Icon, off }) => (
        <Button
          key={key}
          variant="default"
          leftSection={<Icon size={16} aria-hidden />}
          disabled={off}
          onClick={() => onAsk(key)}
        >
          {t(`sessions:actions.${key}`)}
        </Button>
      ))}
    </div>
  );
}
