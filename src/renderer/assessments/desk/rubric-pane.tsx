import { Button, Kbd, SegmentedControl } from '@mantine/core';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import type { Entered } from '../../../shared/rules/scales.ts';
import { useWrite } from '../../app/client.ts';
import { useKeyLetters } from '../../app/keyboard-layout.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useDone } from '../../app/use-undo.tsx';
import { numberText, useWords } from '../../app/words.ts';
import { said } from '../wording.ts';
import { CommentField } from './comment-field.tsx';
import { CriterionRow } from './criterion-row.tsx';
import type { Decision } from './decisions.tsx';
import styles from './desk.module.css';
import type { Focus } from './focus.ts';
import { GradeFoot } from './grade-foot.tsx';
import type { Mode } from './keys.ts';
import { type Attempt, isScoredWork, type Part, whole } from './parts.ts';
import type { DeskData, DeskMeant, Target, Writing } from './use-desk.ts';

interface Props {
  data: DeskData;
  learner: DeskLearner;
  /** Null while names are hidden. */
  name: string | null;
  attempt: Attempt;
  parts: readonly Part[];
  focus: Focus;
  mode: Mode;
  meant: DeskMeant;
  writing: boolean;
  accepting: boolean;
  onMode: (mode: Mode) => void;
  onPick: (part: string) => void;
  onChoose: (target: Target, value: Entered | null) => void;
  onComment: (target: Target, text: string, writing: Writing) => void;
  onWriting: (writing: boolean) => void;
  onBank: (target: Target) => void;
  onAccept: () => void;
  onDecide: (decision: Decision) => void;
}

/** What is decided about a piece of work: the criteria with what is proposed for them, and what it comes to. */
export function RubricPane(props: Props) {
  const { data, learner, name, attempt, parts, focus, mode, meant } = props;
  const t = useWords();
  const version = data.rubrics.find((one) => one.versionId === attempt.versionId);
  const isOldVersion = version !== undefined && version.versionId !== data.assessment.rubric?.versionId;
  const listed = mode === 'criterion' ? parts.filter((one) => one.id === focus.part) : parts;
  return (
    <section className={`${styles.pane} ${styles.rubric}`} aria-label={t('assessments:desk.decision')}>
      <header className={styles.rubricHead}>
        <h2 dir="auto" data-on-desk={learner.learnerId}>
          {name ?? t('assessments:desk.name_hidden')}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('assessments:desk.mode')}
          data={[
            { value: 'learner', label: t('assessments:desk.by_learner') },
            { value: 'criterion', label: t('assessments:desk.by_criterion') },
          ]}
          value={mode}
          onChange={(value) => props.onMode(value as Mode)}
        />
        {isOldVersion && <OldVersion data={data} learner={learner} number={version.number} />}
        {learner.readOnly && <p className={styles.lateFact}>{t('assessments:desk.left')}</p>}
      </header>
      <div className={styles.criteria}>
        {listed.map((part) => {
          const target = { learnerId: learner.learnerId, attemptId: attempt.id, part: part.id };
          const focused = part.id === focus.part;
          return (
            <div
              key={`${attempt.id} ${part.id}`}
              className={styles.criterion}
              data-focused={focused || undefined}
            >
              {part.id !== whole && (
                <CriterionRow
                  part={part}
                  attempt={attempt}
                  meant={meant}
                  typed={focused ? focus.typed : ''}
                  wide={mode === 'criterion'}
                  readOnly={learner.readOnly}
                  focused={focused}
                  onPick={props.onPick}
                  onChoose={(value) => props.onChoose(target, value)}
                />
              )}
              {(focused || part.id === whole) && (
                <CommentField
                  target={target}
                  attempt={attempt}
                  meant={meant}
                  label={
                    part.id === whole
                      ? t('assessments:desk.comment_whole')
                      : t('assessments:desk.comment_of', { criterion: part.title ? said(part.title) : '' })
                  }
                  focused={focused}
                  writing={focused && props.writing}
                  readOnly={learner.readOnly}
                  onPick={props.onPick}
                  onWriting={props.onWriting}
                  onComment={props.onComment}
                  onBank={props.onBank}
                />
              )}
              {!focused && part.id !== whole && <Said attempt={attempt} part={part.id} />}
            </div>
          );
        })}
      </div>
      <GradeFoot
        data={data}
        learner={learner}
        attempt={attempt}
        parts={parts}
        meant={meant}
        accepting={props.accepting}
        onAccept={props.onAccept}
        onDecide={props.onDecide}
      />
      <Hints mode={mode} parts={parts} part={focus.part} isScored={isScoredWork(attempt)} />
    </section>
  );
}

/** Her grade keeps the version that it was begun with, until somebody takes it over to the present one. */
function OldVersion({ data, learner, number }: Pick<Props, 'data' | 'learner'> & { number: number }) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const mayGrade = useMay('grade.give') && !learner.readOnly;
  const move = useWrite('assessments.moveToVersion', {
    onSuccess: () => done(t('assessments:desk.moved_version')),
  });
  const { rubric, id: assessmentId } = data.assessment;
  return (
    <p className={styles.muted}>
      {t('assessments:desk.old_version', { number: numberText(number) })}{' '}
      {rubric && mayGrade && (
        <Button
          size="compact-xs"
          variant="default"
          loading={move.isPending}
          onClick={() =>
            move.mutate({ assessmentId, versionId: rubric.versionId, learnerIds: [learner.learnerId] })
          }
        >
          {t('assessments:desk.move_version', { number: numberText(rubric.number) })}
        </Button>
      )}
      {move.isError && <span role="alert">{fault(move.error)}</span>}
    </p>
  );
}

function Said({ attempt, part }: { attempt: Attempt; part: string }) {
  const text = attempt.criteria.find((one) => one.criterionId === part)?.comment;
  return text ? (
    <p className={styles.said} dir="auto">
      {text}
    </p>
  ) : null;
}

interface HintsProps {
  mode: Mode;
  parts: readonly Part[];
  part: string;
  isScored: boolean;
}

function Hints({ mode, parts, part, isScored }: HintsProps) {
  const t = useWords();
  const letter = useKeyLetters();
  const rightToLeft = document.documentElement.dir === 'rtl';
  const levels = parts.find((one) => one.id === part)?.levels.length ?? 0;
  const hints: [string, string][] = [
    ...(part === whole
      ? []
      : [[levels > 0 ? `1–${levels}` : '0–9', t('assessments:hints.level')] as [string, string]]),
    ['↓', t(mode === 'learner' ? 'assessments:hints.criterion' : 'assessments:hints.learner')],
    [
      rightToLeft ? '←' : '→',
      t(mode === 'learner' ? 'assessments:hints.next' : 'assessments:hints.next_criterion'),
    ],
    [letter('KeyM'), t('assessments:hints.mode')],
    ...(isScored
      ? ([
          [letter('KeyN'), t('viewer:hint.finding')],
          [letter('KeyX'), t('viewer:hint.fine')],
          [letter('KeyF'), t('viewer:hint.full')],
        ] as [string, string][])
      : []),
    ['Ctrl Z', t('assessments:hints.undo')],
  ];
  return (
    <div className={styles.hints}>
      {hints.map(([key, word]) => (
        <span key={word} className={styles.hint}>
          <Kbd size="xs" dir="ltr">
            {key}
          </Kbd>
          {word}
        </span>
      ))}
    </div>
  );
}
