import { Alert, Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  cohorts: Output<'sessions.today'>['cohorts'];
}

/** A class for who is here now, without planning it: which cohort is all that must be said. */
export function OpenNow({ opened, onClose, cohorts }: Props) {
  const t = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('sessions:open_now')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {opened && <Form cohorts={cohorts} />}
    </Modal>
  );
}

function Form({ cohorts }: Pick<Props, 'cohorts'>) {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const [cohortId, setCohortId] = useState<string | null>(cohorts[0]?.id ?? null);
  const [title, setTitle] = useState('');
  const [minutes, setMinutes] = useState<number | string>(120);
  const open = useWrite('sessions.openNow', { onSuccess: ({ sessionId }) => navigate(`/roll/${sessionId}`) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (cohortId) open.mutate({ cohortId, title: title.trim() || null, minutes: Number(minutes) || 120 });
      }}
    >
      <Stack>
        <Select
          label={t('sessions:cohort')}
          data={cohorts.map((cohort) => ({
            value: cohort.id,
            label: `${cohort.name} · ${t('sessions:learners', { count: cohort.learners })}`,
          }))}
          value={cohortId}
          onChange={setCohortId}
          allowDeselect={false}
          searchable={cohorts.length > 8}
        />
        <Group grow align="flex-start">
          <TextInput
            data-autofocus
            label={t('sessions:title')}
            description={t('optional')}
            maxLength={120}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <NumberInput
            label={t('sessions:minutes_long')}
            description={t('sessions:from_now')}
            min={10}
            max={600}
            step={15}
            allowDecimal={false}
            value={minutes}
            onChange={setMinutes}
          />
        </Group>
        {open.isError && <Alert color="red">{fault(open.error)}</Alert>}
        <Group justify="flex-end">
          <Button type="submit" loading={open.isPending} disabled={!cohortId}>
            {t('sessions:take_roll')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
