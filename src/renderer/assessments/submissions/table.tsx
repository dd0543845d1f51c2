import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { Link } from 'wouter';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import { bytesText, dateText, numberText, timeText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { Empty } from '../../ui/empty.tsx';
import { withComma } from '../../ui/with-comma.ts';
import { OpenFile } from '../desk/open-file.tsx';
import { gradePercent } from '../shown.ts';
import { isShown, type Row, type RowFilter, rowFilters, rowOf } from './rows.ts';
import styles from './submissions.module.css';

interface Props {
  assessmentId: string;
  learners: readonly DeskLearner[];
}

/** What each learner of the cohort handed in. */
export function SubmissionTable({ assessmentId, learners }: Props) {
  const t = useWords();
  const [wanted, setFilter] = useState<RowFilter>('all');
  const rows = learners.map(rowOf);
  const counts = rowFilters.map((one) => [one, rows.filter((row) => isShown(row, one)).length] as const);
  const filter = counts.some(([one, count]) => one === wanted && count > 0) ? wanted : 'all';
  if (rows.length === 0)
    return <Empty title={t('assessments:desk.nobody')} text={t('submissions:table.nobody_text')} />;
  return (
    <>
      <div className={styles.chips} role="toolbar" aria-label={t('submissions:table.show')}>
        {counts
          .filter(([one, count]) => count > 0 || one === 'all')
          .map(([one, count]) => (
            <button
              key={one}
              type="button"
              className={styles.chip}
              aria-pressed={filter === one}
              onClick={() => setFilter(one)}
            >
              {t(`submissions:table.${one}`)} <b>{numberText(count)}</b>
            </button>
          ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too */}
      <section className={`${room.card} ${room.scroll}`} tabIndex={0} aria-label={t('submissions:title')}>
        <table className={room.table}>
          <thead>
            <tr>
              <th>{t('assessments:gradebook.name')}</th>
              <th>{t('assessments:desk.attempts')}</th>
              <th>{t('submissions:table.when')}</th>
              <th>{t('submissions:table.files')}</th>
              <th className={room.end}>{t('submissions:table.size')}</th>
              <th>{t('submissions:table.is_late')}</th>
              <th>{t('submissions:table.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows
              .filter((row) => isShown(row, filter))
              .map((row) => (
                <LearnerRow key={row.learner.learnerId} assessmentId={assessmentId} learner={row.learner} />
              ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const LearnerRow = memo(function LearnerRow({
  assessmentId,
  learner,
}: {
  assessmentId: string;
  learner: DeskLearner;
}) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const row = rowOf(learner);
  const { newest, attempts } = row;
  const came = newest?.handedIn;
  return (
    <>
      <tr data-submission={learner.learnerId} data-gone={learner.readOnly || undefined}>
        <td>
          <Link
            href={`/grading/${assessmentId}?learner=${learner.learnerId}`}
            className={room.name}
            dir="auto"
          >
            {learner.name}
          </Link>
        </td>
        <td>{attempts.length > 0 && numberText(attempts.length)}</td>
        <td>
          {came ? (
            <>
              {withComma(dateText(came.on), came.at !== null && timeText(came.at))}{' '}
              <span className={styles.muted}>· {t(`assessments:source.${came.source}`)}</span>
            </>
          ) : (
            <span className={styles.muted}>{t('assessments:state.nothing')}</span>
          )}
        </td>
        <td>
          {attempts.some(({ files }) => files.length > 0) && (
            <span className={styles.files}>
              <ActionIcon
                size="sm"
                aria-expanded={open}
                aria-label={t('submissions:table.files_of', { name: learner.name })}
                onClick={() => setOpen(!open)}
              >
                {open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} className={room.flip} />}
              </ActionIcon>
              {t('submissions:files', { count: row.files })}
            </span>
          )}
        </td>
        <td className={room.end}>{row.files > 0 && bytesText(row.bytes)}</td>
        <td className={styles.late}>
          {row.daysLate > 0 && t('assessments:desk.days_late', { count: row.daysLate })}
        </td>
        <td>
          {withComma(
            t(`assessments:state.${learner.grade.state}`),
            learner.grade.percent !== null && gradePercent(learner.grade.percent),
            newest !== null && newest.figures !== null && t('submissions:table.scored'),
          )}
        </td>
      </tr>
      {open && <FilesRow assessmentId={assessmentId} row={row} />}
    </>
  );
});

function FilesRow({ assessmentId, row: { learner, attempts } }: { assessmentId: string; row: Row }) {
  const t = useWords();
  return (
    <tr className={styles.opened}>
      <td colSpan={7}>
        {attempts.toReversed().map((attempt) => (
          <section key={attempt.id} aria-label={t('assessments:desk.attempt', { number: attempt.number })}>
            <h3>
              {t('assessments:desk.attempt', { number: numberText(attempt.number) })}{' '}
              <Link href={`/grading/${assessmentId}/receipt/${learner.learnerId}/${attempt.id}`}>
                {t('submissions:receipt.open')}
              </Link>
            </h3>
            <ul className={styles.fileList}>
              {attempt.files.map((file, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: files of an attempt are told by their place
                <li key={index}>
                  <span className={styles.path}>{file.name}</span>
                  <span className={styles.muted}>{bytesText(file.bytes)}</span>
                  <OpenFile
                    of={{ assessmentId, learnerId: learner.learnerId, attemptId: attempt.id, file: index }}
                    name={file.name}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </td>
    </tr>
  );
}
