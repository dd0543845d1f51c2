import { Button, Select } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { LetInSubstitute } from '../center/substitute-form.tsx';
import { Form } from '../roster/form.tsx';

/** Who stands in for the instructor: somebody of the team, or somebody let in for this day. */
export function StandIn({ session, onClose }: { session: Output<'sessions.get'>; onClose: () => void }) {
  const t = useWords();
  const done = useDone();
  const people = useCall('center.state', {}).data?.people ?? [];
  const today = useCall('sessions.planning', {}).data?.today;
  const [personId, setPersonId] = useState(session.substituteId);
  const [lettingIn, setLettingIn] = useState(false);
  const save = useWrite('sessions.setSubstitute', {
    onSuccess: () => {
      done(t('sessions:stand_in.done'));
      onClose();
    },
  });
  if (lettingIn) return <LetInSubstitute cohortId={session.cohortId} onClose={onClose} />;
  const fit = people.filter(
    (person) =>
      !person.retired &&
      person.id !== session.instructorId &&
      (!person.day || (person.day === session.date && person.cohortId === session.cohortId)),
  );
  return (
    <Form
      title={t('sessions:actions.substitute')}
      text={t('sessions:stand_in.text')}
      submit={t('save')}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => save.mutate({ sessionId: session.id, personId })}
    >
      <Select
        data-autofocus
        label={t('sessions:stand_in.who')}
        placeholder={t('sessions:session.nobody')}
        clearable
        data={fit.map((person) => ({ value: person.id, label: person.name }))}
        value={personId}
        onChange={setPersonId}
      />
      {session.date === today && (
        <Button
          variant="subtle"
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => setLettingIn(true)}
        >
          {t('sessions:stand_in.let_in')}
        </Button>
      )}
    </Form>
  );
}
