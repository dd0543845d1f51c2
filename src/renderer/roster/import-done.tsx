import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import styles from './import.module.css';
import room from './room.module.css';

interface Props {
  done: Output<'roster.commitImport'>;
  onAnother: () => void;
}

/** What an import did, and where one may want to go now. */
export function ImportDone({ done, onAnother }: Props) {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const openNow = useWrite('sessions.openNow', {
    onSuccess: ({ sessionId }) => navigate(`/roll/${sessionId}`),
    onError: (error) => notifications.show({ message: fault(error), color: 'red' }),
  });
  const title =
    done.added > 0
      ? t('roster:import.done_title', { count: done.added })
      : t(done.filled > 0 ? 'roster:import.done_filled' : 'roster:import.done_title_none', {
          count: done.filled,
        });
  const notes = [
    done.added > 0 && done.filled > 0 && t('roster:import.done_filled', { count: done.filled }),
    done.skipped > 0 && t('roster:import.done_skipped', { count: done.skipped }),
  ].filter(Boolean);
  return (
    <div className={styles.drop} data-done>
      <IconCircleCheck size={42} stroke={1.3} className={styles.good} aria-hidden />
      <h1>{title}</h1>
      {notes.length > 0 && <p>{notes.join(' · ')}</p>}
      <p className={styles.safe}>{t('roster:import.done_text')}</p>
      {done.cohorts.length > 0 && (
        <ul className={`${room.card} ${styles.doneCohorts}`}>
          {done.cohorts.map((cohort) => (
            <li key={cohort.id}>
              <span>
                <b dir="auto">{cohort.name}</b>
                <br />
                <span className={room.quiet}>{t('roster:learners_count', { count: cohort.learners })}</span>
              </span>
              <Button
                component={Link}
                href={`/cohorts/${cohort.id}`}
                variant="default"
                aria-label={t('roster:import.open_cohort', { name: cohort.name })}
              >
                {t('roster:import.open_cohort', { name: cohort.name })}
              </Button>
              <Button
                leftSection={<IconPlayerPlay size={16} className={room.flip} aria-hidden />}
                loading={openNow.isPending}
                aria-label={`${t('roster:import.take_roll')}: ${cohort.name}`}
                onClick={() => openNow.mutate({ cohortId: cohort.id, title: null })}
              >
                {t('roster:import.take_roll')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Group>
        <Button component={Link} href="/learners" variant="subtle">
          {t('roster:import.see_learners')}
        </Button>
        <Button variant="subtle" onClick={onAnother}>
          {t('roster:import.another')}
        </Button>
      </Group>
    </div>
  );
}
