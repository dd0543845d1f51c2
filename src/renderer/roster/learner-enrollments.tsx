import { ActionIcon, Select } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Enrollment, Learner } from '../../shared/contract/roster-learner.ts';
import type { LeaveReason } from '../../shared/rules/learner.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { instantText, numberText, useWords } from '../app/words.ts';
import { type Asking, ChangeEnrollment, type Member } from './change-enrollment.tsx';
import { DateField } from './date-field.tsx';
import { fullDate, stretchText } from './dates.ts';
import { EditPause, type Pause } from './edit-pause.tsx';
import { EnrollmentMenu } from './enrollment-menu.tsx';
import { Form } from './form.tsx';
import styles from './learner.module.css';
import { inLanguage, useSay } from './say.ts';
import { StatusPill } from './status-pill.tsx';

/** The cohorts she is or was in, each with what became of it. */
export function LearnerEnrollments({ learner, today }: { learner: Learner; today: string }) {
  const t = useWords();
  const [asking, setAsking] = useState<{ change: Asking; member: Member } | null>(null);
  return (
    <>
      {learner.enrollments.length === 0 && (
        <p className={styles.nothing}>{t('roster:learner.enrollments_none')}</p>
      )}
      <ul className={styles.rows}>
        {learner.enrollments.map((enrollment) => (
          <Row
            key={enrollment.cohortId}
            enrollment={enrollment}
            learner={learner}
            onAsk={(change, member) => setAsking({ change, member })}
          />
        ))}
      </ul>
      {asking && <ChangeEnrollment {...asking} today={today} onClose={() => setAsking(null)} />}
    </>
  );
}

const asInput = ({ reason, ...dates }: Enrollment['pauses'][number]): Pause => ({
  ...dates,
  reason: reason as LeaveReason | null,
});

interface RowProps {
  enrollment: Enrollment;
  learner: Learner;
  onAsk: (change: Asking, member: Member) => void;
}

function Row({ enrollment, learner, onAsk }: RowProps) {
  const t = useWords();
  const say = useSay();
  const done = useDone();
  const drop = useWrite('roster.editPauses', { onSuccess: () => done(t('roster:learner.pause_removed')) });
  const [editing, setEditing] = useState<Enrollment['pauses'][number] | null>(null);
  const member: Member = {
    learnerId: learner.id,
    name: learner.name.short,
    cohortId: enrollment.cohortId,
    cohortName: enrollment.cohortName,
    startsOn: enrollment.startsOn,
  };
  const { reason, lastSeen, creditMinutes, history, pauses } = enrollment;
  const about = [
    inLanguage(enrollment.programName),
    stretchText(t, enrollment.startsOn, enrollment.endsOn),
    enrollment.status === 'left' && reason && say('roster:leave_reason', reason),
    lastSeen && t('roster:learner.last_seen', { date: fullDate(lastSeen) }),
    creditMinutes !== null &&
      t('roster:learner.credit', { hours: numberText(creditMinutes / 60, { maximumFractionDigits: 2 }) }),
  ].filter(Boolean);
  return (
    <li className={styles.row}>
      <span className={styles.rowText}>
        <span>
          <Link href={`/cohorts/${enrollment.cohortId}`} className={styles.link} dir="auto">
            {enrollment.cohortName}
          </Link>{' '}
          <StatusPill status={enrollment.status} />
        </span>
        <span className={styles.rowAbout}>{about.join(' · ')}</span>
        {pauses.length > 0 && (
          <ul className={styles.pauses}>
            {pauses.map((pause) => (
              <li key={pause.from}>
                {[
                  t('roster:learner.pause', { dates: stretchText(t, pause.from, pause.to) ?? '' }),
                  pause.reason && say('roster:leave_reason', pause.reason),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                <ActionIcon
                  size={24}
                  aria-label={`${t('roster:learner.pause_change')}: ${stretchText(t, pause.from, pause.to)}`}
                  onClick={() => setEditing(pause)}
                >
                  <IconPencil size={14} />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={`${t('remove')}: ${stretchText(t, pause.from, pause.to)}`}
                  onClick={() =>
                    drop.mutate({
                      learnerId: learner.id,
                      cohortId: enrollment.cohortId,
                      pauses: pauses.filter((one) => one !== pause).map(asInput),
                    })
                  }
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        {history.length > 1 && (
          <ol className={styles.past}>
            {history.map((one) => (
              <li key={`${one.at} ${one.status}`} title={one.by ?? undefined}>
                {one.status === null ? '–' : t(`roster:enrollment.${one.status}`)}{' '}
                {instantText(one.at, { day: 'numeric', month: 'short' })}
              </li>
            ))}
          </ol>
        )}
      </span>
      {editing && (
        <EditPause
          member={member}
          pause={asInput(editing)}
          others={pauses.filter((one) => one.from !== editing.from).map(asInput)}
          onClose={() => setEditing(null)}
        />
      )}
      <EnrollmentMenu member={member} status={enrollment.status} onAsk={(change) => onAsk(change, member)} />
    </li>
  );
}

/** Puts her into one more cohort. */
export function EnrollInto({
  learner,
  today,
  onClose,
}: {
  learner: Learner;
  today: string;
  onClose: () => void;
}) {
  const t = useWords();
  const done = useDone();
  const cohorts = useCall('roster.cohorts', {}).data?.cohorts ?? [];
  const [cohortId, setCohortId] = useState<string | null>(null);
  const [startsOn, setStartsOn] = useState<string | null>(today);
  const within = new Set(
    learner.enrollments
      .filter(({ status }) => status === 'enrolled' || status === 'returned' || status === 'paused')
      .map((one) => one.cohortId),
  );
  const cohort = cohorts.find((one) => one.id === cohortId)?.name ?? '';
  const enroll = useWrite('roster.enroll', {
    onSuccess: () => {
      done(t('roster:enroll.done', { count: 1, cohort }));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:enroll.into')}
      submit={t('roster:enroll.into')}
      busy={enroll.isPending}
      error={enroll.error}
      disabled={cohortId === null || startsOn === null}
      onClose={onClose}
      onSubmit={() => {
        if (cohortId !== null && startsOn !== null)
          enroll.mutate({ learnerIds: [learner.id], cohortId, startsOn });
      }}
    >
      <Select
        data-autofocus
        label={t('roster:enroll.cohort')}
        placeholder={t('roster:import.into_choose')}
        data={cohorts.filter((one) => !within.has(one.id)).map((one) => ({ value: one.id, label: one.name }))}
        value={cohortId}
        onChange={setCohortId}
      />
      <DateField label={t('roster:enroll.starts')} value={startsOn} onChange={setStartsOn} />
    </Form>
  );
}
