import { Alert, Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { dateText, useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Those of the present, at once; the rest comes as the form opens. */
  cohorts: Output<'sessions.today'>['cohorts'];
  /** The cohort that is meant most likely. */
  first: string | null;
}

/** A class for who is here now, without planning it: which cohort is all that must be said. */
export function OpenNow({ opened, onClose, cohorts, first }: Props) {
  const t = useWords();
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('sessions:open_now')}>
      {opened && <Form cohorts={cohorts} first={first} />}
    </DialogFrame>
  );
}

function Form({ cohorts, first }: Pick<Props, 'cohorts' | 'first'>) {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const [cohortId, setCohortId] = useState<string | null>(first ?? cohorts[0]?.id ?? null);
  const choices = useChoices(cohorts);
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
          data={choices}
          value={cohortId}
          onChange={setCohortId}
          allowDeselect={false}
          searchable={choices.length > 8}
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

/** Every cohort: a class may be held in one that was over long ago, if only to make up for something. */
function useChoices(cohorts: Props['cohorts']) {
  const t = useWords();
  const planning = useCall('sessions.planning', {}).data;
  const labelOf = ({ name, learners }: Props['cohorts'][number]): string =>
    `${name} · ${t('sessions:learners', { count: learners })}`;
  const present = cohorts.map((cohort) => ({ value: cohort.id, label: labelOf(cohort) }));
  const here = new Set(cohorts.map((cohort) => cohort.id));
  const others = (planning?.cohorts ?? []).filter((cohort) => !here.has(cohort.id));
  const over = others
    .sort((a, b) => ((a.endsOn ?? '') < (b.endsOn ?? '') ? 1 : -1))
    .map(({ id, name, endsOn }) => ({
      value: id,
      label: endsOn === null ? name : t('sessions:over_since', { name, date: dateText(endsOn, long) }),
    }));
  return [...present, ...over];
}

const long = { day: 'numeric', month: 'long', year: 'numeric' } as const;
