import { Button, Popover, SegmentedControl } from '@mantine/core';
import { IconClockExclamation, IconFile, IconInbox, IconPencil } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import { CollectionPane } from '../../annotation/collection/collection-pane.tsx';
import { useMay } from '../../app/use-may.ts';
import { bytesText, dateText, numberText, timeText, useWords } from '../../app/words.ts';
import { onDemand } from '../../ui/on-demand.tsx';
import { withComma } from '../../ui/with-comma.ts';
import { gradePercent } from '../shown.ts';
import type { Decision } from './decisions.tsx';
import styles from './desk.module.css';
import { OpenFile } from './open-file.tsx';
import { type Attempt, isScoredWork } from './parts.ts';
import type { DeskData } from './use-desk.ts';

interface Props {
  data: DeskData;
  learner: DeskLearner;
  attempt: Attempt;
  hideNames: boolean;
  onAttempt: (attemptId: string) => void;
  onDecide: (decision: Decision) => void;
}

const Overlay = onDemand(() => import('../../annotation/viewer/overlay.tsx'), 'Overlay');

/** What a learner handed in: attempts, when and how they came, files. The overlay of her annotations belongs here. */
export function WorkPane({ data, learner, attempt, hideNames, onAttempt, onDecide }: Props) {
  const t = useWords();
  const mayGrade = useMay('grade.give') && !learner.readOnly;
  const { handedIn } = attempt;
  const figures = Object.entries(attempt.figures ?? {});
  const isScored = isScoredWork(attempt);
  const [, navigate] = useLocation();
  return (
    <section
      className={`${styles.pane} ${styles.work}`}
      data-scored={isScored || undefined}
      aria-label={t('assessments:desk.work')}
    >
      <div className={styles.workHead}>
        {learner.attempts.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={t('assessments:desk.attempts')}
            data={learner.attempts.map((one) => ({
              value: one.id,
              label: t('assessments:desk.attempt', { number: numberText(one.number) }),
            }))}
            value={attempt.id}
            onChange={onAttempt}
          />
        ) : (
          <b>{t('assessments:desk.attempt', { number: numberText(attempt.number) })}</b>
        )}
        <span className={styles.grow} />
        {isScored && (
          <Popover position="bottom-end" transitionProps={{ duration: 80 }} trapFocus>
            <Popover.Target>
              <Button size="compact-sm" variant="subtle" leftSection={<IconFile size={14} aria-hidden />}>
                {t('viewer:files', { count: attempt.files.length })}
              </Button>
            </Popover.Target>
            <Popover.Dropdown className={styles.filesDropdown}>
              <Files data={data} learner={learner} attempt={attempt} />
            </Popover.Dropdown>
          </Popover>
        )}
        {mayGrade && handedIn && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => onDecide({ kind: 'edit_hand_in', learnerId: learner.learnerId, attempt })}
          >
            {t('assessments:hand_in.edit')}
          </Button>
        )}
        {mayGrade && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconInbox size={14} aria-hidden />}
            onClick={() => onDecide({ kind: 'hand_in', learnerId: learner.learnerId })}
          >
            {t('assessments:hand_in.note')}
          </Button>
        )}
      </div>
      <WorkFacts data={data} learner={learner} attempt={attempt} />
      {/* The annotation overlay takes this place where a file was scored. */}
      <div className={styles.overlay} data-overlay-slot>
        {isScored ? (
          <Overlay
            assessmentId={data.assessment.id}
            attemptId={attempt.id}
            onFull={() => navigate(`/grading/${data.assessment.id}/work/${attempt.id}`)}
          />
        ) : (
          <CollectionPane
            of={{ assessmentId: data.assessment.id, attemptId: attempt.id, learnerId: learner.learnerId }}
            files={attempt.files}
            may={mayGrade}
            hideNames={hideNames}
          >
            <Files data={data} learner={learner} attempt={attempt} />
          </CollectionPane>
        )}
      </div>
      {figures.length > 0 && !isScored && (
        <dl className={styles.figures} aria-label={t('assessments:desk.figures')}>
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{figureName(t, name)}</dt>
              <dd>{numberText(value, { maximumFractionDigits: 2 })}</dd>
            </div>
          ))}
        </dl>
      )}
      {data.assessment.note !== '' && (
        <p className={styles.task} dir="auto">
          {data.assessment.note}
        </p>
      )}
    </section>
  );
}

function Files({ data, learner, attempt }: Pick<Props, 'data' | 'learner' | 'attempt'>) {
  const t = useWords();
  const { handedIn } = attempt;
  if (attempt.files.length === 0)
    return (
      <div className={styles.noWork}>
        <IconInbox size={30} stroke={1.3} aria-hidden />
        <p>{t(handedIn ? 'assessments:desk.no_files' : 'assessments:desk.nothing_came')}</p>
        <p className={styles.muted}>
          {t(handedIn ? 'assessments:desk.no_files_text' : 'assessments:desk.nothing_came_text')}
        </p>
      </div>
    );
  return (
    <ul className={styles.files}>
      {attempt.files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: files of an attempt are told by their place
        <li key={index}>
          <IconFile size={16} stroke={1.6} aria-hidden />
          <span className={styles.fileName} dir="auto">
            {file.name}
          </span>
          <span className={styles.muted}>{bytesText(file.bytes)}</span>
          <OpenFile
            of={{
              assessmentId: data.assessment.id,
              learnerId: learner.learnerId,
              attemptId: attempt.id,
              file: index,
            }}
            name={file.name}
          />
        </li>
      ))}
    </ul>
  );
}

/** The name of a measured figure; one that a newer engine measures keeps its own. */
export function figureName(t: ReturnType<typeof useWords>, name: string): string {
  const say = t as unknown as (key: string, values: object) => string;
  return say(`assessments:figures.${name}`, { defaultValue: name });
}

function WorkFacts({ data, learner, attempt }: Pick<Props, 'data' | 'learner' | 'attempt'>) {
  const t = useWords();
  const { handedIn, number } = attempt;
  const { due } = data.assessment;
  const own = learner.grade.attempts.find((one) => one.number === number);
  const days = own?.daysLate ?? 0;
  return (
    <div className={styles.facts}>
      {handedIn ? (
        <p>
          {t('assessments:desk.came', {
            when: withComma(dateText(handedIn.on), handedIn.at !== null && timeText(handedIn.at)),
          })}{' '}
          · {t(`assessments:source.${handedIn.source}`)}
          {handedIn.note && (
            <>
              {' '}
              · <bdi>{handedIn.note}</bdi>
            </>
          )}
        </p>
      ) : null}
      {due && (
        <p className={styles.muted}>
          {t('assessments:desk.due', {
            when: withComma(dateText(due.on), due.at !== null && timeText(due.at)),
          })}
          {due.late && (
            <>
              {' '}
              ·{' '}
              {t('assessments:desk.late_policy', {
                perDay: gradePercent(due.late.perDay),
                floor: gradePercent(due.late.floor),
              })}
            </>
          )}
        </p>
      )}
      {days > 0 && (
        <p className={styles.lateFact}>
          <IconClockExclamation size={15} aria-hidden />
          {t('assessments:desk.days_late', { count: days })}
          {own?.given != null && own.percent !== null && own.percent !== own.given && (
            <span>
              {t('assessments:desk.late_takes', {
                given: gradePercent(own.given),
                percent: gradePercent(own.percent),
              })}
            </span>
          )}
        </p>
      )}
      {learner.askedAgain?.open && (
        <p className={styles.lateFact}>
          {learner.askedAgain.until === null
            ? t('assessments:desk.asked_again')
            : t('assessments:desk.asked_again_until', { date: dateText(learner.askedAgain.until) })}
        </p>
      )}
      <EarlierAttempts learner={learner} attempt={attempt} />
    </div>
  );
}

function EarlierAttempts({ learner, attempt }: Pick<Props, 'learner' | 'attempt'>) {
  const t = useWords();
  const others = learner.grade.attempts.filter(
    (one) => one.number !== attempt.number && one.percent !== null,
  );
  if (others.length === 0) return null;
  return (
    <p className={styles.muted}>
      {t('assessments:desk.other_attempts', {
        list: withComma(
          ...others.map(
            (one) =>
              `${t('assessments:desk.attempt', { number: numberText(one.number) })}: ${gradePercent(one.percent ?? 0)}`,
          ),
        ),
      })}
    </p>
  );
}
