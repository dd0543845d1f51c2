import { Anchor, Button, Kbd, Text, Title } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { IconArrowRight, IconCalendarPlus, IconKeyboard, IconPlayerPlay } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useMay } from '../app/use-may.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { AttendanceLine } from './attendance-line.tsx';
import { OpenNow } from './open-now.tsx';
import { PlanSession } from './plan-session.tsx';
import { SessionTitle } from './session-title.tsx';
import styles from './today.module.css';
import { Todos } from './todos.tsx';
import { Week } from './week.tsx';

/** What is now, what waits, and the week. */
export function Today() {
  const t = useWords();
  const fault = useFault();
  // Marks that were made since do not make it stale by themselves.
  const today = useCall('sessions.today', {}, { refetchInterval: 60_000, refetchOnMount: 'always' });
  const [opening, open] = useDisclosure(false);
  const [planning, plan] = useDisclosure(false);
  const [, navigate] = useLocation();
  const { data } = today;
  const current = data?.current;
  const mayPlan = useMay('session.plan');
  // Of the class on the card; without one, of the cohort that had class last.
  const last = data?.week.flatMap((day) => day.sessions).findLast((session) => session.recorded > 0);
  const chosen = current ?? last;
  const shown = chosen
    ? { id: chosen.cohortId, name: chosen.cohortName }
    : data?.cohorts.find((cohort) => cohort.learners > 0);

  useWindowEvent('keydown', (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.code !== 'Enter' || target?.closest('button, a, input, [role="dialog"]')) return;
    if (current) navigate(`/roll/${current.id}`);
    else if (data && data.cohorts.length > 0 && mayPlan) open.open();
  });

  if (today.isError) return <Empty title={t('errors.unavailable')} text={fault(today.error)} />;
  if (!data) return <Waiting />;
  return (
    <div className={styles.screen}>
      <Where>
        {t('places.today')} · {dateText(data.today, { weekday: 'long', day: 'numeric', month: 'long' })}
      </Where>
      <div className={styles.main}>
        {current ? (
          <Now session={current} running={data.running} also={data.also} />
        ) : (
          <Nothing data={data} mayPlan={mayPlan} onOpen={open.open} />
        )}
        {mayPlan && data.cohorts.length > 0 && (
          <div className={styles.actions}>
            <Button variant="default" leftSection={<IconPlayerPlay size={15} />} onClick={open.open}>
              {t('sessions:open_now')}
            </Button>
            <Button variant="default" leftSection={<IconCalendarPlus size={15} />} onClick={plan.open}>
              {t('sessions:plan')}
            </Button>
            <Button
              variant="default"
              component={Link}
              href="/paper"
              leftSection={<IconKeyboard size={15} aria-hidden />}
            >
              {t('paper:type.title')}
            </Button>
          </div>
        )}
        <Todos todos={data.todos} />
        {mayPlan && shown && <AttendanceLine cohort={shown} />}
      </div>
      <aside className={styles.side} aria-label={t('sessions:this_week')}>
        <div className={styles.weekHead}>
          <h2 className={styles.label}>{t('sessions:this_week')}</h2>
          {mayPlan && (
            <Button component={Link} href="/calendar" variant="subtle" size="compact-sm">
              {t('sessions:calendar.title')}
            </Button>
          )}
        </div>
        <Week week={data.week} today={data.today} now={data.now} />
      </aside>
      <OpenNow opened={opening} onClose={open.close} cohorts={data.cohorts} first={shown?.id ?? null} />
      {planning && <PlanSession onClose={plan.close} />}
    </div>
  );
}

const shortDate = (date: string): string =>
  dateText(date, { weekday: 'short', day: 'numeric', month: 'long' });

type Data = Output<'sessions.today'>;

interface NowProps extends Pick<Data, 'running' | 'also'> {
  session: NonNullable<Data['current']>;
}

function Now({ session, running, also }: NowProps) {
  const t = useWords();
  const about = [
    session.makeUpFor && t('sessions:make_up.of', { date: shortDate(session.makeUpFor.date) }),
    session.cohortName,
    session.room,
    t('sessions:learners', { count: session.learners }),
    session.substituteName === null
      ? session.instructorName
      : t('sessions:session.substitute', { name: session.substituteName }),
  ].filter(Boolean);
  return (
    <section className={styles.now} aria-label={t(running ? 'sessions:now' : 'sessions:next')}>
      <div className={styles.nowText}>
        <p className={styles.when}>
          {t(running ? 'sessions:now' : 'sessions:next')} · {timeText(session.startsAt)}–
          {timeText(session.endsAt)}
        </p>
        <Title order={1} className={styles.nowTitle}>
          <SessionTitle session={session} />
        </Title>
        <Text c="dimmed">{about.join(' · ')}</Text>
        {also.map((other) => (
          <Text key={other.id} size="sm">
            {t('sessions:also_now')}{' '}
            <Anchor component={Link} href={`/roll/${other.id}`}>
              <SessionTitle session={other} /> · <bdi>{other.cohortName}</bdi> · {timeText(other.startsAt)}
            </Anchor>
          </Text>
        ))}
      </div>
      <Button
        component={Link}
        href={`/roll/${session.id}`}
        size="lg"
        rightSection={<IconArrowRight size={18} className={styles.flip} />}
        aria-keyshortcuts="Enter"
        data-take-roll
      >
        {session.recorded > 0
          ? t('sessions:go_on', { done: numberText(session.recorded), all: numberText(session.learners) })
          : t('sessions:take_roll')}
        <Kbd size="xs" ms={10} aria-hidden>
          Enter
        </Kbd>
      </Button>
    </section>
  );
}

function Nothing({ data, mayPlan, onOpen }: { data: Data; mayPlan: boolean; onOpen: () => void }) {
  const t = useWords();
  if (data.cohorts.length === 0) {
    return (
      <section className={styles.now}>
        <div className={styles.nowText}>
          <Title order={1} className={styles.nowTitle}>
            {t('sessions:first.title')}
          </Title>
          <Text c="dimmed">{t('sessions:first.text')}</Text>
        </div>
        {mayPlan && (
          <Button
            component={Link}
            href="/import"
            size="lg"
            rightSection={<IconArrowRight size={18} className={styles.flip} />}
          >
            {t('sessions:first.import')}
          </Button>
        )}
      </section>
    );
  }
  return (
    <section className={styles.now}>
      <div className={styles.nowText}>
        <Title order={1} className={styles.nowTitle}>
          {t('sessions:free.title')}
        </Title>
        <Text c="dimmed">{t(mayPlan ? 'sessions:free.text' : 'sessions:free.substitute')}</Text>
      </div>
      {mayPlan && (
        <Button size="lg" onClick={onOpen} aria-keyshortcuts="Enter" data-open-now>
          {t('sessions:open_now')}
          <Kbd size="xs" ms={10} aria-hidden>
            Enter
          </Kbd>
        </Button>
      )}
    </section>
  );
}
