import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { instantText, useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { type MeantMarks, useBlankCount } from './meant-marks.ts';
import type { RollRow } from './use-roll.ts';
import { WhyDialog } from './why-dialog.tsx';

type Session = Output<'sessions.get'>;

/** Closing says first what is still blank: a blank is never turned into anything. */
export function CloseRoll({
  opened,
  onClose,
  session,
  rows,
  marks,
}: {
  opened: boolean;
  onClose: () => void;
  session: Session;
  rows: readonly RollRow[];
  marks: MeantMarks;
}) {
  const t = useWords();
  const blanks = useBlankCount(rows, marks);
  const fault = useFault();
  const done = useDone();
  const close = useWrite('attendance.close', {
    onSuccess: () => {
      onClose();
      done(t('attendance:closed_now'));
    },
  });
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('attendance:close')}>
      <Stack>
        <Text>
          {blanks > 0 ? t('attendance:close_blanks', { count: blanks }) : t('attendance:close_complete')}
        </Text>
        {close.isError && <Alert color="red">{fault(close.error)}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            data-autofocus
            loading={close.isPending}
            onClick={() => close.mutate({ sessionId: session.id })}
          >
            {t('attendance:close')}
          </Button>
        </Group>
      </Stack>
    </DialogFrame>
  );
}

interface Reopen {
  session: Session;
  why: string | null;
  opened: boolean;
  onClose: () => void;
  onWhy: (why: string) => void;
}

/** A closed roll says so, and asks why before anything in it changes. */
export function ReopenNotice({ session, why, opened, onClose, onWhy }: Reopen) {
  const t = useWords();
  return (
    <>
      <Alert mb="xs" py={6} icon={<IconLock size={16} />} color="gray">
        <Text size="sm">
          {session.closedAt !== null && t('attendance:closed_at', { at: instantText(session.closedAt) })}{' '}
          {why && t('attendance:closed_why', { why })}
        </Text>
      </Alert>
      <WhyDialog
        opened={opened}
        onClose={onClose}
        onWhy={(reason) => {
          onWhy(reason);
          onClose();
        }}
      />
    </>
  );
}
