import { Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useCall, useWrite } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import { Dialog } from './dialog.tsx';
import { PinFields } from './pin-fields.tsx';

/** Lets somebody take the roll of one cohort until the end of today. */
export function LetInSubstitute({
  cohortId: chosen = null,
  onClose,
}: {
  cohortId?: string | null;
  onClose: () => void;
}) {
  const t = useWords();
  const cohorts = useCall('roster.cohorts', {}).data?.cohorts ?? [];
  const [name, setName] = useState('');
  const [cohortId, setCohortId] = useState<string | null>(chosen);
  const [pin, setPin] = useState({ pin: '', again: '' });
  const [checked, setChecked] = useState(false);
  const letIn = useWrite('center.letInSubstitute', {
    onSuccess: () => {
      notifications.show({ message: t('center:substitute.done', { name: name.trim() }) });
      onClose();
    },
  });
  const only = cohorts.length === 1 ? (cohorts[0]?.id ?? null) : null;
  const cohort = cohortId ?? only;
  const short = pin.pin.length < 4;
  const different = pin.pin !== pin.again;
  const submit = (): void => {
    setChecked(true);
    if (name.trim() !== '' && cohort && !short && !different)
      letIn.mutate({ name, cohortId: cohort, pin: pin.pin });
  };
  return (
    <Dialog
      title={t('center:substitute.letIn')}
      text={t('center:substitute.sees')}
      submit={t('center:substitute.submit')}
      busy={letIn.isPending}
      error={letIn.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack gap={14}>
        <TextInput
          data-autofocus
          label={t('center:person.fullName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={checked && name.trim() === '' ? t('center:faults.personName') : undefined}
          maxLength={80}
          autoComplete="off"
        />
        <Select
          label={t('center:substitute.cohort')}
          data={cohorts.map(({ id, name: label }) => ({ value: id, label }))}
          value={cohort}
          onChange={setCohortId}
          searchable={cohorts.length > 8}
          nothingFoundMessage={t('center:substitute.noCohorts')}
          error={checked && !cohort ? t('center:faults.cohort') : undefined}
          allowDeselect={false}
          autoComplete="off"
        />
      </Stack>
      <PinFields
        {...pin}
        onChange={(change) => setPin({ ...pin, ...change })}
        pinError={checked && short ? t('center:faults.pin') : null}
        againError={checked && !short && different ? t('center:faults.pinAgain') : null}
      />
    </Dialog>
  );
}
