import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { useUndo } from './use-undo.tsx';
import { type Asked, whyUndo } from './why-undo-state.ts';
import { useWords } from './words.ts';

/** Asks for the reason that a closed roll needs before something in it is taken back or done again. */
export function WhyUndo({ asked: { which, before } }: { asked: Asked }) {
  const t = useWords();
  const { undo, redo } = useUndo();
  const [text, setText] = useState('');
  const why = text.trim();
  return (
    <DialogFrame onClose={whyUndo.close} title={t('why_undo.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (why === '') return;
          whyUndo.close();
          if (which === 'undo') undo({ why, before });
          else redo({ why, before });
        }}
      >
        <Stack>
          <TextInput
            data-autofocus
            label={t('why_undo.label')}
            description={t('why_undo.text')}
            maxLength={200}
            dir="auto"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={whyUndo.close}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={why === ''}>
              {t('why_undo.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DialogFrame>
  );
}
