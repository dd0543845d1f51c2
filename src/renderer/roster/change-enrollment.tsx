import { Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { LeaveReason } from '../../shared/rules/learner.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DateField } from './date-field.tsx';
import { Form } from './form.tsx';
import { Leave } from './leave-program.tsx';
import { ReasonField } from './reason-field.tsx';

/** A change that asks something first. */
export type Asking = 'pause' | 'back' | 'leave' | 'transfer' | 'complete' | 'start';

/** Somebody in a cohort, as the forms speak of her. */
export interface Member {
  learnerId: string;
  name: string;
  cohortId: string;
  cohortName: string;
  startsOn: string | null;
}

interface Props {
  member: Member;
  today: string;
  onClose: () => void;
}

/** What must be known before an enrollment changes. */
export function ChangeEnrollment({ change, ...props }: Props & { change: Asking }) {
  switch (change) {
    case 'pause':
      return <PauseFrom {...props} />;
    case 'back':
      return <Back {...props} />;
    case 'leave':
      return <Leave {...props} />;
    case 'transfer':
      return <Transfer {...props} />;
    case 'complete':
      return <Complete {...props} />;
    case 'start':
      return <Start {...props} />;
  }
}

/** Not expected from a day on, until another where it is known. */
function PauseFrom({ member, today, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const [reason, setReason] = useState<LeaveReason | null>(null);
  const [from, setFrom] = useState<string | null>(today);
  const [to, setTo] = useState<string | null>(null);
  const { learnerId, cohortId, name } = member;
  const reversed = from !== null && to !== null && from > to;
  const write = useWrite('roster.pause', {
    onSuccess: () => {
      done(t('roster:change.pause_done', { name }));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:change.pause_title', { name })}
      text={t('roster:change.pause_text')}
      submit={t('roster:change.pause')}
      busy={write.isPending}
      error={write.error}
      disabled={from === null || reversed}
      onClose={onClose}
      onSubmit={() => write.mutate({ learnerId, cohortId, reason, lastSeen: null, from, to })}
    >
      <ReasonField value={reason} onChange={setReason} />
      <Group grow align="flex-start">
        <DateField label={t('roster:change.pause_from')} value={from} onChange={setFrom} />
        <DateField
          label={t('roster:change.pause_to')}
          description={t('optional')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={to}
          onChange={setTo}
          error={reversed && t('roster:errors.dates_reversed')}
        />
      </Group>
    </Form>
  );
}

function Back({ member, today, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today);
  const { learnerId, cohortId, name } = member;
  const write = useWrite('roster.comeBack', {
    onSuccess: () => {
      done(t('roster:change.back_done', { name }));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:change.back_title', { name })}
      text={t('roster:change.back_text')}
      submit={t('roster:change.back')}
      busy={write.isPending}
      error={write.error}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => on !== null && write.mutate({ learnerId, cohortId, on })}
    >
      <DateField data-autofocus label={t('roster:change.back_on')} value={on} onChange={setOn} />
    </Form>
  );
}

function Transfer({ member, today, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const cohorts = useCall('roster.cohorts', {}).data?.cohorts ?? [];
  const [to, setTo] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(today);
  const { learnerId, cohortId, name } = member;
  const register = useCall('attendance.register', { cohortId });
  const attended = register.data?.learners.find((one) => one.learnerId === learnerId)?.figures
    .creditedMinutes;
  /** Null until somebody types: what she has attended is proposed. */
  const [typed, setTyped] = useState<number | string | null>(null);
  const hours = typed ?? (attended ? Math.round((attended / 60) * 100) / 100 : '');
  const target = cohorts.find((cohort) => cohort.id === to);
  const write = useWrite('roster.transfer', {
    onSuccess: () => {
      done(t('roster:change.transfer_done', { name, cohort: target?.name ?? '' }));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:change.transfer_title', { name })}
      submit={t('roster:change.transfer')}
      busy={write.isPending}
      error={write.error}
      disabled={to === null || on === null || register.isPending}
      onClose={onClose}
      onSubmit={() => {
        const creditMinutes = hours === '' ? null : Math.round(Number(hours) * 60);
        if (to !== null && on !== null)
          write.mutate({ learnerId, cohortId, toCohortId: to, on, creditMinutes });
      }}
    >
      <Select
        data-autofocus
        label={t('roster:change.transfer_to')}
        placeholder={t('roster:import.into_choose')}
        data={cohorts
          .filter((cohort) => cohort.id !== cohortId)
          .map((cohort) => ({ value: cohort.id, label: cohort.name }))}
        value={to}
        onChange={setTo}
      />
      <DateField label={t('roster:change.transfer_on')} value={on} onChange={setOn} />
      <NumberInput
        label={t('roster:change.transfer_credit')}
        description={t('roster:change.transfer_credit_hint')}
        min={0}
        max={10_000}
        step={1}
        decimalScale={2}
        value={hours}
        onChange={setTyped}
      />
    </Form>
  );
}

function Complete({ member, today, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today);
  const { learnerId, cohortId, name } = member;
  const write = useWrite('roster.complete', {
    onSuccess: () => {
      done(t('roster:change.complete_done', { name }));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:change.complete_title', { name })}
      submit={t('roster:change.complete')}
      busy={write.isPending}
      error={write.error}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => on !== null && write.mutate({ learnerIds: [learnerId], cohortId, on })}
    >
      <DateField data-autofocus label={t('roster:change.complete_on')} value={on} onChange={setOn} />
    </Form>
  );
}

/** Everybody of a cohort completes the program. */
export function CompleteAll({
  learnerIds,
  cohortId,
  today,
  onClose,
}: {
  learnerIds: readonly string[];
  cohortId: string;
  today: string;
  onClose: () => void;
}) {
  const t = useWords();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today);
  const count = learnerIds.length;
  const write = useWrite('roster.complete', {
    onSuccess: () => {
      done(t('roster:change.complete_all_done', { count }));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:change.complete_all_title', { count })}
      submit={t('roster:change.complete')}
      busy={write.isPending}
      error={write.error}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => on !== null && write.mutate({ learnerIds: [...learnerIds], cohortId, on })}
    >
      <DateField data-autofocus label={t('roster:change.complete_on')} value={on} onChange={setOn} />
    </Form>
  );
}

function Start({ member, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const [on, setOn] = useState<string | null>(member.startsOn);
  const { learnerId, cohortId } = member;
  const write = useWrite('roster.editEnrollment', {
    onSuccess: () => {
      done(t('roster:change.start_done'));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:change.start_title', { name: member.name, cohort: member.cohortName })}
      submit={t('save')}
      busy={write.isPending}
      error={write.error}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => on !== null && write.mutate({ learnerId, cohortId, startsOn: on })}
    >
      <DateField data-autofocus label={t('roster:change.start_on')} value={on} onChange={setOn} />
    </Form>
  );
}
