import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { Form } from '../roster/form.tsx';
import { type Scope, ScopeChoice } from './scope-choice.tsx';

interface Props {
  session: Output<'sessions.get'>;
  later: number;
  onClose: () => void;
  onRemoved: () => void;
}

/** Takes a session off the plan, or it and all later ones; what has marks is never among them. */
export function RemoveSession({ session, later, onClose, onRemoved }: Props) {
  const t = useWords();
  const done = useDone();
  const [scope, setScope] = useState<Scope>('one');
  const remove = useWrite('sessions.remove', {
    onSuccess: () => {
      done(t('sessions:remove.done', { count: 1 }));
      onRemoved();
    },
  });
  const removeLater = useWrite('sessions.removeLater', {
    onSuccess: ({ removed }) => {
      done(t('sessions:remove.done', { count: removed }));
      onRemoved();
    },
  });
  const input = { sessionId: session.id };
  return (
    <Form
      title={t('sessions:actions.remove')}
      submit={t('remove')}
      busy={remove.isPending || removeLater.isPending}
      error={remove.error ?? removeLater.error}
      onClose={onClose}
      onSubmit={() => (scope === 'one' ? remove.mutate(input) : removeLater.mutate(input))}
    >
      <Text size="sm">{t('sessions:remove.text')}</Text>
      <ScopeChoice later={later} scope={scope} onChange={setScope} />
    </Form>
  );
}
