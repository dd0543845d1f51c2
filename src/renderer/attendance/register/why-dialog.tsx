import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../app/words.ts';

/** The reason that a closed roll asks for before anything in it changes. */
export function WhyDialog({ onClose, onWhy }: { onClose: () => void; onWhy: (why: string) => void }) {
  const t = useWords();
  const [text, setText] = useState('');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('attendance:change_closed')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') onWhy(text.trim());
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
            <Button type="submit" disabled={text.trim() === ''}>
              {t('attendance:why_go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
