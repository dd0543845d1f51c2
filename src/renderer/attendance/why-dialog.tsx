import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  onWhy: (why: string) => void;
}

/** The reason that a closed roll asks for before anything in it changes. */
export function WhyDialog({ opened, onClose, onWhy }: Props) {
  const t = useWords();
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('attendance:change_closed')}>
      <Why onWhy={onWhy} />
    </DialogFrame>
  );
}

/** Begins empty each time it is asked. */
function Why({ onWhy }: Pick<Props, 'onWhy'>) {
  const t = useWords();
  const [text, setText] = useState('');
  const why = text.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (why !== '') onWhy(why);
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          label={t('attendance:why_label')}
          description={t('attendance:why_text')}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={why === ''}>
            {t('attendance:why_go')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
