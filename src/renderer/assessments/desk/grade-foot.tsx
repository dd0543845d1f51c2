import { Button, Kbd, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import type { Criterion } from '../../../shared/rules/rubric.ts';
import { pointsOf, rubricScore } from '../../../shared/rules/rubric.ts';
import { useWrite } from '../../app/client.ts';
import { useOfMeant } from '../../app/meant.ts';
import { useMay } from '../../app/use-may.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import { enteredText, gradePercent, shownText, tenthsText } from '../shown.ts';
import type { Decision } from './decisions.tsx';
import styles from './desk.module.css';
import { type Attempt, type Part, placeOf, storedOf } from './parts.ts';
import type { DeskData, DeskMeant } from './use-desk.ts';

interface Props {
  data: DeskData;
  learner: DeskLearner;
  attempt: Attempt;
  parts: readonly Part[];
  meant: DeskMeant;
  accepting: boolean;
  onAccept: () => void;
  onDecide: (decision: Decision) => void;
}

/** What is proposed, what a person has given, and what it comes to. A proposal is no grade until somebody takes it. */
export function GradeFoot({ data, learner, attempt, parts, meant, accepting, onAccept, onDecide }: Props) {
  const t = useWords();
  const mayGrade = useMay('grade.give') && !learner.readOnly;
  const rubric = data.rubrics.find((one) => one.versionId === attempt.versionId)?.content;
  const open = useOfMeant(
    meant,
    () =>
      attempt.criteria.filter((one) => {
        const said = meant.get(placeOf(attempt.id, one.criterionId, 'choice'));
        return one.proposal !== null && (said ? said.value : one.choice) === null;
      }).length,
  );
  const points = useOfMeant(meant, () => {
    if (!rubric) return '';
    const choices = new Map(
      parts.flatMap((part) => {
        const said = meant.get(placeOf(attempt.id, part.id, 'choice'));
        const value = said ? said.value : storedOf(attempt, part.id);
        return value === null || typeof value === 'string' || 'passed' in value
          ? []
          : [[part.id, value] as const];
      }),
    );
    const total = rubricScore(rubric, choices);
    return total.graded === 0
      ? ''
      : t('assessments:desk.points_of', { given: tenthsText(total.points), most: tenthsText(total.most) });
  });
  const proposed = rubric ? proposedPoints(rubric.criteria, attempt) : null;
  const { grade } = learner;
  return (
    <footer className={styles.foot}>
      <div className={styles.footWords}>
        {proposed && (
          <p className={styles.muted}>
            {t('assessments:desk.proposed_of', {
              points: tenthsText(proposed.points),
              most: tenthsText(proposed.most),
            })}
          </p>
        )}
        <p className={styles.given} data-grade={grade.state}>
          {grade.shown
            ? t('assessments:desk.your_grade', { grade: shownText(t, grade.shown) })
            : learner.excused
              ? t('assessments:desk.your_grade_excused')
              : t('assessments:desk.your_grade_none')}
        </p>
        <p className={styles.muted}>
          {[
            points,
            grade.percent !== null && grade.shown?.kind !== 'percent' && gradePercent(grade.percent),
            learner.override &&
              t('assessments:desk.overridden', {
                grade: enteredText(t, learner.override.score, data.assessment.scale),
                computed: grade.computed === null ? '–' : gradePercent(grade.computed),
              }),
            learner.released && t('assessments:desk.released'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {(learner.override?.why ?? learner.excused?.why) && (
          <p className={styles.muted} dir="auto">
            {learner.override?.why ?? learner.excused?.why}
          </p>
        )}
      </div>
      {open > 0 && mayGrade && (
        <Button
          variant="light"
          loading={accepting}
          onClick={onAccept}
          rightSection={
            <Kbd size="xs" aria-hidden>
              Ctrl Enter
            </Kbd>
          }
        >
          {t('assessments:desk.accept')}
        </Button>
      )}
      <More data={data} learner={learner} mayGrade={mayGrade} onDecide={onDecide} />
    </footer>
  );
}

/** What the proposals come to; null where none is made. */
function proposedPoints(
  criteria: readonly Criterion[],
  attempt: Attempt,
): { points: number; most: number } | null {
  const rubric = { title: {}, kind: 'levels' as const, criteria };
  const choices = new Map(
    attempt.criteria.flatMap(({ criterionId, proposal }) => {
      const criterion = criteria.find((one) => one.id === criterionId);
      return proposal && criterion && pointsOf(criterion, proposal.choice) !== null
        ? [[criterionId, proposal.choice] as const]
        : [];
    }),
  );
  if (choices.size === 0) return null;
  const own = { ...rubric, criteria: criteria.filter((one) => choices.has(one.id)) };
  const { points, most } = rubricScore(own, choices);
  return { points, most };
}

type MoreProps = Pick<Props, 'data' | 'learner' | 'onDecide'> & { mayGrade: boolean };

function More({ data, learner, mayGrade, onDecide }: MoreProps) {
  const t = useWords();
  const done = useDone();
  const { learnerId } = learner;
  const release = useWrite('assessments.release', {
    onSuccess: () =>
      done(t(learner.released ? 'assessments:release.taken_back' : 'assessments:release.done')),
  });
  const settled = ['graded', 'overridden', 'excused'].includes(learner.grade.state);
  return (
    <Menu position="top-end" width={250} transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <Button variant="default" px={8} aria-label={t('assessments:desk.more')} data-desk-more>
          <IconDotsVertical size={16} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayGrade && (
          <>
            <Menu.Item onClick={() => onDecide({ kind: 'override', learnerId })}>
              {t('assessments:override.open')}
            </Menu.Item>
            <Menu.Item onClick={() => onDecide({ kind: 'excuse', learnerId })}>
              {t(learner.excused ? 'assessments:excuse.take_back' : 'assessments:excuse.open')}
            </Menu.Item>
            <Menu.Item onClick={() => onDecide({ kind: 'ask_again', learnerId })}>
              {t('assessments:ask_again.open')}
            </Menu.Item>
            <Menu.Item onClick={() => onDecide({ kind: 'review', learnerId })}>
              {t(learner.review ? 'assessments:review.answer' : 'assessments:review.note')}
            </Menu.Item>
            <Menu.Item
              disabled={!settled && !learner.released}
              onClick={() =>
                release.mutate({
                  ...{ assessmentId: data.assessment.id, learnerIds: [learnerId] },
                  released: learner.released === null,
                })
              }
            >
              {t(learner.released ? 'assessments:release.take_back' : 'assessments:release.go')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item onClick={() => onDecide({ kind: 'history', learnerId })}>
          {t('assessments:history.open')}
        </Menu.Item>
        <Menu.Item component={Link} href={`/grading/${data.assessment.id}/feedback/${learnerId}`}>
          {t('assessments:feedback.open')}
        </Menu.Item>
        <Menu.Item component={Link} href={`/grading/${data.assessment.id}/feedback`}>
          {t('assessments:feedback.all')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
