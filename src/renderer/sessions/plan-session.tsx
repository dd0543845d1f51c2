import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Input, Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { sessionKinds } from '../../shared/rules/statuses.ts';
import { minutesOf, timeOf } from '../../shared/rules/time.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  cohorts: Output<'sessions.today'>['cohorts'];
  today: string;
}

/** One session planned by hand. */
export function PlanSession({ opened, onClose, cohorts, today }: Props) {
  const t = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('sessions:plan')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size="lg"
    >
      {opened && <Form cohorts={cohorts} today={today} onDone={onClose} />}
    </Modal>
  );
}

type Plan = Input<'sessions.plan'>;

function Form({ cohorts, today, onDone }: { cohorts: Props['cohorts']; today: string; onDone: () => void }) {
  const t = useWords();
  const fault = useFault();
  const state = useCall('center.state', {}).data;
  const [plan, setPlan] = useState<Plan>({
    cohortId: cohorts[0]?.id ?? '',
    title: '',
    kind: 'live_class',
    date: today,
    startsAt: '10:00',
    endsAt: '12:00',
    room: null,
    instructorId: state?.me?.id ?? null,
  });
  const edit = (part: Partial<Plan>): void => setPlan((old) => ({ ...old, ...part }));
  const save = useWrite('sessions.plan', {
    onSuccess: () => {
      notifications.show({ message: t('sessions:planned') });
      onDone();
    },
  });
  const wrongTimes = plan.endsAt <= plan.startsAt;
  const fields = save.error instanceof AppError ? (save.error.failure.fields ?? {}) : {};
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrongTimes) save.mutate({ ...plan, title: plan.title.trim(), room: plan.room?.trim() || null });
      }}
    >
      <Stack>
        <Group grow>
          <Select
            label={t('sessions:cohort')}
            data={cohorts.map((cohort) => ({ value: cohort.id, label: cohort.name }))}
            value={plan.cohortId}
            allowDeselect={false}
            onChange={(cohortId) => edit({ cohortId: cohortId ?? '' })}
          />
          <Select
            label={t('sessions:kind')}
            data={sessionKinds.map((kind) => ({ value: kind, label: t(`sessions:kinds.${kind}`) }))}
            value={plan.kind}
            allowDeselect={false}
            onChange={(kind) => edit({ kind: (kind ?? 'live_class') as Plan['kind'] })}
          />
        </Group>
        <TextInput
          data-autofocus
          label={t('sessions:title')}
          description={t('optional')}
          maxLength={120}
          value={plan.title}
          onChange={(event) => edit({ title: event.currentTarget.value })}
          error={fields.title && t('errors.validation')}
        />
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={t('sessions:date')}
            required
            value={plan.date}
            onChange={(event) => edit({ date: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('sessions:starts')}
            required
            value={plan.startsAt}
            onChange={(event) => {
              const startsAt = event.currentTarget.value;
              const long = minutesOf(plan.endsAt) - minutesOf(plan.startsAt);
              edit({
                startsAt,
                ...(startsAt && long > 0 ? { endsAt: timeOf(minutesOf(startsAt) + long) } : {}),
              });
            }}
          />
          <TextInput
            type="time"
            label={t('sessions:ends')}
            required
            value={plan.endsAt}
            onChange={(event) => edit({ endsAt: event.currentTarget.value })}
            error={wrongTimes && t('sessions:errors.ends_before_start')}
          />
        </Group>
        <Group grow>
          <TextInput
            label={t('sessions:room')}
            description={t('optional')}
            maxLength={60}
            value={plan.room ?? ''}
            onChange={(event) => edit({ room: event.currentTarget.value || null })}
          />
          <Select
            label={t('sessions:instructor')}
            description={t('optional')}
            clearable
            data={(state?.people ?? [])
              .filter((person) => !person.retired && !person.day)
              .map((person) => ({ value: person.id, label: person.name }))}
            value={plan.instructorId}
            onChange={(instructorId) => edit({ instructorId })}
          />
        </Group>
        {save.isError && <Alert color="red">{fault(save.error)}</Alert>}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('sessions:plan')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
