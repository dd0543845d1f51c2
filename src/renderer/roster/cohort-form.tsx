import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CohortView } from '../../shared/contract/roster.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DateField } from './date-field.tsx';
import { Form } from './form.tsx';
import { inLanguage } from './say.ts';

type Profile = Pick<CohortView, 'name' | 'programId' | 'startsOn' | 'endsOn'>;

interface Props {
  /** The cohort to change; without it a new one is added. */
  cohort?: CohortView;
  onClose: () => void;
  onAdded?: (id: string) => void;
}

export function CohortForm({ cohort, onClose, onAdded }: Props) {
  const t = useWords();
  const done = useDone();
  const programs = useCall('programs.list', {}).data?.programs ?? [];
  const [profile, setProfile] = useState<Profile>({
    name: cohort?.name ?? '',
    programId: cohort?.programId ?? null,
    startsOn: cohort?.startsOn ?? null,
    endsOn: cohort?.endsOn ?? null,
  });
  const name = profile.name.trim();
  const edit = (part: Partial<Profile>): void => setProfile((old) => ({ ...old, ...part }));
  const add = useWrite('roster.addCohort', {
    onSuccess: ({ id }) => {
      done(t('roster:cohorts.added', { name }));
      onClose();
      onAdded?.(id);
    },
  });
  const change = useWrite('roster.editCohort', {
    onSuccess: () => {
      done(t('roster:cohorts.edited', { name }));
      onClose();
    },
  });
  const { startsOn, endsOn } = profile;
  const reversed = startsOn !== null && endsOn !== null && startsOn > endsOn;
  return (
    <Form
      title={t(cohort ? 'roster:cohorts.edit' : 'roster:cohorts.add')}
      submit={t(cohort ? 'save' : 'roster:cohorts.add')}
      busy={add.isPending || change.isPending}
      error={add.error ?? change.error}
      disabled={name === '' || reversed}
      onClose={onClose}
      onSubmit={() =>
        cohort ? change.mutate({ ...profile, name, cohortId: cohort.id }) : add.mutate({ ...profile, name })
      }
    >
      <TextInput
        data-autofocus
        label={t('roster:cohorts.name')}
        maxLength={80}
        value={profile.name}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <Select
        label={t('roster:cohorts.program')}
        placeholder={t('roster:cohorts.program_none')}
        clearable
        data={programs.map((program) => ({ value: program.id, label: inLanguage(program.name) ?? '' }))}
        value={profile.programId}
        onChange={(programId) => edit({ programId })}
      />
      <Group grow align="flex-start">
        <DateField
          label={t('roster:cohorts.starts')}
          value={startsOn}
          onChange={(date) => edit({ startsOn: date })}
        />
        <DateField
          label={t('roster:cohorts.ends')}
          value={endsOn}
          onChange={(date) => edit({ endsOn: date })}
          error={reversed && t('roster:errors.dates_reversed')}
        />
      </Group>
    </Form>
  );
}
