import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';

/** Somebody who came without being on the list: a name is enough, the rest can follow. */
export function WalkIn({
  opened,
  onClose,
  sessionId,
}: {
  opened: boolean;
  onClose: () => void;
  sessionId: string;
}) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [name, setName] = useState('');
  const add = useWrite('attendance.addWalkIn', {
    onSuccess: () => {
      done(t('attendance:walk_in_done', { name: name.trim() }));
      setName('');
      onClose();
    },
  });
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('attendance:walk_in_add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') add.mutate({ sessionId, learner: { name: name.trim() } });
        }}
      >
        <Stack>
          <TextInput
            data-autofocus
            label={t('attendance:walk_in_name')}
            description={t('attendance:walk_in_text')}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {add.isError && <Alert color="red">{fault(add.error)}</Alert>}
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
              {t('add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DialogFrame>
  );
}
