import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconEye,
  IconEyeOff,
  IconInbox,
  IconMessageQuestion,
} from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import { useMeant, useOfMeant } from '../../app/meant.ts';
import { numberText, useWords } from '../../app/words.ts';
import { gradePercent } from '../shown.ts';
import { said } from '../wording.ts';
import styles from './desk.module.css';
import { filters, type ShownLearners } from './learners.ts';
import { type Attempt, type Part, placeOf, storedOf } from './parts.ts';
import type { DeskData, DeskMeant } from './use-desk.ts';

interface Props {
  data: DeskData;
  order: readonly string[];
  meant: DeskMeant;
  parts: (attempt: Attempt | undefined) => readonly Part[];
  isDone: (learnerId: string) => boolean;
  focus: string;
  /** The criterion that is graded across all learners; its choices stand beside the names. */
  part: string | null;
  shown: ShownLearners;
  onShow: (shown: ShownLearners) => void;
  onVisit: (learnerId: string) => void;
}

/** Who is on the desk, and how far grading has come. */
export function LearnerList({
  data,
  order,
  meant,
  parts,
  isDone,
  focus,
  part,
  shown,
  onShow,
  onVisit,
}: Props) {
  const t = useWords();
  const counted = data.learners.filter((one) => !one.readOnly);
  const graded = useOfMeant(meant, () => counted.filter((one) => isDone(one.learnerId)).length);
  const byId = new Map(data.learners.map((one) => [one.learnerId, one]));
  return (
    <nav className={`${styles.pane} ${styles.learners}`} aria-label={t('assessments:desk.learners')}>
      <div className={styles.progress}>
        <p data-progress>
          {t('assessments:graded_of', { graded: numberText(graded), all: numberText(counted.length) })}
        </p>
        <ActionIcon
          size={24}
          aria-pressed={shown.hidden}
          aria-label={t(shown.hidden ? 'assessments:desk.show_names' : 'assessments:desk.hide_names')}
          title={`${t(shown.hidden ? 'assessments:desk.show_names' : 'assessments:desk.hide_names')} (V)`}
          onClick={() => onShow({ ...shown, hidden: !shown.hidden })}
        >
          {shown.hidden ? <IconEyeOff size={15} /> : <IconEye size={15} />}
        </ActionIcon>
        <ShowMenu shown={shown} onShow={onShow} />
        <ActionIcon
          component={Link}
          href={`/grading/${data.assessment.id}/submissions`}
          size={24}
          aria-label={t('submissions:open')}
          title={t('submissions:open')}
        >
          <IconInbox size={15} />
        </ActionIcon>
        <span className={styles.bar} aria-hidden>
          <span style={{ inlineSize: `${counted.length === 0 ? 0 : (graded / counted.length) * 100}%` }} />
        </span>
      </div>
      <ul className={styles.names}>
        {order.map((learnerId, index) => {
          const learner = byId.get(learnerId);
          const attempt = learner?.attempts.at(-1);
          return (
            learner &&
            attempt && (
              <LearnerRow
                key={learnerId}
                learner={learner}
                attempt={attempt}
                name={
                  shown.hidden
                    ? t('assessments:desk.nameless', { number: numberText(index + 1) })
                    : learner.name
                }
                meant={meant}
                parts={parts(attempt)}
                part={part}
                isDone={isDone}
                focused={learnerId === focus}
                onVisit={onVisit}
              />
            )
          );
        })}
      </ul>
    </nav>
  );
}

function ShowMenu({ shown, onShow }: Pick<Props, 'shown' | 'onShow'>) {
  const t = useWords();
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <ActionIcon size={24} aria-label={t('assessments:desk.show')} title={t('assessments:desk.show')}>
          <IconAdjustmentsHorizontal size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={shown.filter}
          onChange={(filter) => onShow({ ...shown, filter: filter as ShownLearners['filter'] })}
        >
          {filters.map((filter) => (
            <Menu.RadioItem key={filter} value={filter}>
              {t(`assessments:desk.filter.${filter}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={shown.openFirst}
          onChange={(openFirst) => onShow({ ...shown, openFirst })}
        >
          {t('assessments:desk.open_first')}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
}

interface RowProps {
  learner: DeskLearner;
  attempt: Attempt;
  name: string;
  meant: DeskMeant;
  parts: readonly Part[];
  part: string | null;
  isDone: (learnerId: string) => boolean;
  focused: boolean;
  onVisit: (learnerId: string) => void;
}

const LearnerRow = memo(function LearnerRow({
  learner,
  attempt,
  name,
  meant,
  parts,
  part,
  isDone,
  focused,
  onVisit,
}: RowProps) {
  const t = useWords();
  const row = useRef<HTMLButtonElement>(null);
  const done = useOfMeant(meant, () => (isDone(learner.learnerId) ? 1 : 0)) === 1;
  const failed = useOfMeant(meant, () =>
    parts.some((one) =>
      (['choice', 'comment'] as const).some((what) => meant.get(placeOf(attempt.id, one.id, what))?.failure),
    )
      ? 1
      : 0,
  );
  useEffect(() => {
    if (focused) row.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const { grade } = learner;
  const state = failed === 1 ? 'failed' : done ? 'done' : grade.state;
  return (
    <li>
      <button
        ref={row}
        type="button"
        className={styles.learner}
        data-learner={learner.learnerId}
        data-state={state}
        data-gone={learner.readOnly || undefined}
        aria-current={focused ? 'true' : undefined}
        title={t(
          `assessments:state.${done && grade.state !== 'excused' && grade.state !== 'overridden' ? 'graded' : grade.state}`,
        )}
        onClick={() => onVisit(learner.learnerId)}
      >
        <span className={styles.dot} aria-hidden />
        <span className={styles.learnerName} dir="auto">
          {name}
        </span>
        {learner.review && (
          <IconMessageQuestion size={14} color="var(--late)" aria-label={t('assessments:review.open')} />
        )}
        {part === null ? (
          <span className={styles.learnerGrade}>
            {learner.excused
              ? t('assessments:desk.excused_short')
              : grade.percent !== null
                ? gradePercent(grade.percent)
                : ''}
          </span>
        ) : (
          <PartGrade attempt={attempt} part={parts.find((one) => one.id === part)} meant={meant} />
        )}
      </button>
    </li>
  );
});

/** What she has in the one criterion that is being graded across all. */
function PartGrade({ attempt, part, meant }: { attempt: Attempt; part: Part | undefined; meant: DeskMeant }) {
  const one = useMeant(meant, placeOf(attempt.id, part?.id ?? '', 'choice'));
  if (!part) return <span className={styles.learnerGrade}>–</span>;
  const value = one && typeof one.value !== 'string' ? one.value : storedOf(attempt, part.id);
  if (value === null) return null;
  const place = part.levels.findIndex((level) => JSON.stringify(level.value) === JSON.stringify(value));
  const level = part.levels[place];
  return (
    <span
      className={styles.learnerGrade}
      title={level && said(level.title)}
      data-pending={(one && !one.stored) || undefined}
    >
      {level ? numberText(place + 1) : 'points' in value ? numberText(value.points) : ''}
    </span>
  );
}
