import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import { useWords } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { intake, type Taken } from './intake.ts';
import styles from './submissions.module.css';

interface Props {
  assessmentId: string;
  taken: Taken;
  learners: readonly DeskLearner[];
  /** Work of this kind is scored against a reference, by itself once it is here. */
  isScored: boolean;
}

/** What came of taking in, as long as it stands, and the way on. */
export function TakenNote({ assessmentId, taken, learners, isScored }: Props) {
  const t = useWords();
  const handedIn = new Set(
    learners.flatMap(({ attempts }) => attempts.filter((one) => one.handedIn !== null).map(({ id }) => id)),
  );
  const standing = taken.attempts.filter(({ attemptId }) => handedIn.has(attemptId));
  const takenBack = taken.attempts.length > 0 && standing.length === 0;
  const files = standing.reduce((sum, one) => sum + one.files, 0);
  const names = (list: readonly { name: string }[]): string => withComma(...list.map(({ name }) => name));
  return (
    <section className={styles.note} role="status" data-intake="taken">
      {takenBack ? (
        <IconArrowBackUp size={20} aria-hidden />
      ) : (
        <IconCircleCheck size={20} className={styles.good} aria-hidden />
      )}
      <div className={styles.noteText}>
        <b>
          {takenBack
            ? t('submissions:taken.back')
            : standing.length === 0
              ? t('submissions:taken.none')
              : withComma(
                  t('submissions:taken.title', { count: standing.length }),
                  t('submissions:files', { count: files }),
                )}
        </b>
        {taken.known.length > 0 && (
          <p>
            {t('submissions:taken.known')} <bdi>{names(taken.known)}</bdi>
          </p>
        )}
        {taken.usedUp.length > 0 && (
          <p>
            {t('submissions:taken.used_up')} <bdi>{names(taken.usedUp)}</bdi>
          </p>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        {standing.length > 0 && isScored && (
          <Button
            component={Link}
            href={`/grading/${assessmentId}/scores`}
            size="compact-md"
            variant="default"
          >
            {t('submissions:taken.scores')}
          </Button>
        )}
        {standing.length > 0 && (
          <Button component={Link} href={`/grading/${assessmentId}`} size="compact-md" data-to-desk>
            {t('submissions:taken.grade')}
          </Button>
        )}
        <Button size="compact-md" variant="default" onClick={() => intake.drop()}>
          {t('close')}
        </Button>
      </Group>
    </section>
  );
}
