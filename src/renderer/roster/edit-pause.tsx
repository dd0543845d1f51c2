import { Group } from '@mantine/core';
import { useState } from 'react';
import type { Input } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import type { Member } from './change-enrollment.tsx';
import { DateField } from './date-field.tsx';
import { Form } from './form.tsx';
import { ReasonField } from './reason-field.tsx';

export type Pause = Input<'roster.editPauses'>['pauses'][number];

interface Props {
  member: Member;
  pause: Pause;
  /** Her other pauses in this cohort: all are written together. */
  others: readonly Pause[];
  onClose: () => void;
}

/** Puts the dates of a pause right, or its reason. */
export function EditPause({ member, pause, others, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const [reason, setReason] = useState(pause.reason);
  const [from, setFrom] = useState<string | null>(pause.from);
  const [to, setTo] = useState(pause.to);
  const { learnerId, cohortId, name } = member;
  const reversed = from !== null && to !== null && from > to;
  const write = useWrite('roster.editPauses', {
    onSuccess: () => {
      done(t('roster:learner.pause_changed'));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:learner.pause_edit', { name })}
      submit={t('save')}
      busy={write.isPending}
      error={write.error}
      disabled={from === null || reversed}
      onClose={onClose}
      onSubmit={() =>
        from !== null && write.mutate({ learnerId, cohortId, pauses: [...others, { from, to, reason }] })
      }
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
