import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconInbox, IconRuler2 } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useMay } from '../app/use-may.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import { withComma } from '../ui/with-comma.ts';
import styles from './grading.module.css';
import type { Listed } from './grading.tsx';
import { said } from './wording.ts';

interface Props {
  assessment: Listed;
  today: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: number) => void;
  onEdit: () => void;
  onRemove: () => void;
}

/** One assessment: when it is due, how many are graded, and the way to its desk. */
export function AssessmentLine({ assessment, today, isFirst, isLast, onMove, onEdit, onRemove }: Props) {
  const t = useWords();
  const mayPlan = useMay('assessment.plan');
  const { due, progress, rubric } = assessment;
  const { graded, learners, waiting, reviews } = progress;
  const title = said(assessment.title);
  return (
    <li className={styles.line} data-assessment={assessment.id}>
      <Link href={`/grading/${assessment.id}`} className={styles.assessment}>
        <span className={styles.title} dir="auto">
          {title}
        </span>
        <span className={styles.about}>
          {withComma(t(`assessments:kind.${assessment.kind}`), rubric && said(rubric.title))}
        </span>
        <span className={styles.about} data-past={(due && due.on < today && graded < learners) || undefined}>
          {due
            ? t('assessments:due.short', {
                when: withComma(dateText(due.on), due.at !== null && timeText(due.at)),
              })
            : t('assessments:due.none')}
        </span>
        <span className={styles.count}>
          <span>{t('assessments:graded_of', { graded: numberText(graded), all: numberText(learners) })}</span>
          <span className={styles.bar} aria-hidden>
            <span style={{ inlineSize: `${learners === 0 ? 0 : (graded / learners) * 100}%` }} />
          </span>
        </span>
        <span className={styles.waiting}>
          {withComma(
            waiting > 0 && t('assessments:waiting', { count: waiting }),
            reviews > 0 && t('assessments:review.count', { count: reviews }),
          )}
        </span>
      </Link>
      <ActionIcon
        component={Link}
        href={`/grading/${assessment.id}/submissions`}
        aria-label={t('submissions:open_of', { title })}
        title={t('submissions:open')}
      >
        <IconInbox size={16} />
      </ActionIcon>
      {assessment.kind === 'practice_project' ? (
        <ActionIcon
          component={Link}
          href={`/grading/${assessment.id}/scores`}
          aria-label={t('scores:open_of', { title })}
          title={t('scores:open')}
        >
          <IconRuler2 size={16} />
        </ActionIcon>
      ) : (
        <span className={styles.noScores} />
      )}
      {mayPlan && (
        <Menu position="bottom-end" transitionProps={{ duration: 80 }}>
          <Menu.Target>
            <ActionIcon aria-label={t('assessments:more_of', { name: title })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t('assessments:form.edit')}</Menu.Item>
            {assessment.kind === 'practice_project' && (
              <Menu.Item component={Link} href={`/grading/${assessment.id}/brief`}>
                {t('collection:brief.title')}
              </Menu.Item>
            )}
            {rubric && (
              <Menu.Item component={Link} href={`/grading/rubrics/${rubric.rubricId}`}>
                {t('assessments:rubric.edit')}
              </Menu.Item>
            )}
            <Menu.Item component={Link} href={`/grading/${assessment.id}/feedback`}>
              {t('assessments:feedback.all')}
            </Menu.Item>
            <Menu.Item disabled={isFirst} onClick={() => onMove(-1)}>
              {t('assessments:form.up')}
            </Menu.Item>
            <Menu.Item disabled={isLast} onClick={() => onMove(1)}>
              {t('assessments:form.down')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" onClick={onRemove}>
              {t('assessments:remove.open')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
