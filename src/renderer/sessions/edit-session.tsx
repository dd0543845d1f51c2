import { Group } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { Form } from '../roster/form.tsx';
import { TimeField } from '../ui/time-field.tsx';
import { type About, AboutFields, tidied } from './about-fields.tsx';
import { startAt } from './slots-field.tsx';

/** What one session is and at which hours; the rest of its series stays. */
export function EditSession({ session, onClose }: { session: Output<'sessions.get'>; onClose: () => void }) {
  const t = useWords();
  const done = useDone();
  const [plan, setPlan] = useState<About & { startsAt: string; endsAt: string }>({
    title: session.title,
    kind: session.kind,
    room: session.room,
    instructorId: session.instructorId,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
  });
  const save = useWrite('sessions.edit', {
    onSuccess: () => {
      done(t('sessions:session.edited'));
      onClose();
    },
  });
  const wrongTimes = plan.startsAt === '' || plan.endsAt <= plan.startsAt;
  return (
    <Form
      title={t('sessions:actions.edit')}
      {...(session.seriesId === null ? {} : { text: t('sessions:session.only_this') })}
      submit={t('save')}
      size={620}
      busy={save.isPending}
      error={save.error}
      disabled={wrongTimes}
      onClose={onClose}
      onSubmit={() => save.mutate({ sessionId: session.id, ...tidied(plan) })}
    >
      <AboutFields
        about={plan}
        cohortId={session.cohortId}
        onChange={(part) => setPlan((old) => ({ ...old, ...part }))}
      />
      <Group grow align="flex-start">
        <TimeField
          label={t('sessions:starts')}
          value={plan.startsAt}
          onChange={(time) => setPlan(startAt(plan, time))}
        />
        <TimeField
          label={t('sessions:ends')}
          value={plan.endsAt}
          onChange={(time) => setPlan({ ...plan, endsAt: time })}
          error={wrongTimes && t('sessions:errors.ends_before_start')}
        />
      </Group>
    </Form>
  );
}
