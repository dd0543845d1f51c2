import { ActionIcon, Alert, Button, Group, Textarea, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useCall, useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useDone } from '../../app/use-undo.tsx';
import { dateText, useWords } from '../../app/words.ts';
import { DateField } from '../../roster/date-field.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './check-in-panel.module.css';
import { useCheckInWords } from './reason-words.ts';

type Entry = Output<'attendance.checkIns'>['list'][number];

interface Props {
  cohortId: string;
  today: string;
  onShow: (learnerId: string) => void;
}

/** Whom to check in with and why, and what was done about it, with its day. */
export function CheckInPanel({ cohortId, today, onShow }: Props) {
  const t = useWords();
  const fault = useFault();
  const checkIns = useCall('attendance.checkIns', { cohortId });
  if (checkIns.isError) return <Alert color="red">{fault(checkIns.error)}</Alert>;
  if (!checkIns.data) return <Waiting />;
  const { list } = checkIns.data;
  const open = list.filter((entry) => entry.open);
  const noted = list.filter((entry) => !entry.open);
  return (
    <div data-check-ins>
      <h2 className={styles.title}>{t('register:who.check_in')}</h2>
      {list.length === 0 && <p className={styles.quiet}>{t('register:check_in.nobody')}</p>}
      {open.map((entry) => (
        <OneLearner key={entry.learnerId} entry={entry} today={today} onShow={onShow} />
      ))}
      {noted.length > 0 && <h3 className={styles.noted}>{t('register:check_in.noted')}</h3>}
      {noted.map((entry) => (
        <OneLearner key={entry.learnerId} entry={entry} today={today} onShow={onShow} />
      ))}
    </div>
  );
}

function OneLearner({ entry, today, onShow }: { entry: Entry; today: string; onShow: Props['onShow'] }) {
  const t = useWords();
  const say = useCheckInWords();
  const fault = useFault();
  const done = useDone();
  const [writing, setWriting] = useState(false);
  const remove = useWrite('attendance.removeCheckIn', {
    onSuccess: () => done(t('register:check_in.removed')),
  });
  return (
    <article className={styles.entry} data-check-in={entry.learnerId}>
      <UnstyledButton className={styles.name} dir="auto" onClick={() => onShow(entry.learnerId)}>
        {entry.name}
      </UnstyledButton>
      <ul className={styles.reasons}>
        {entry.reasons.map((reason) => (
          <li key={reason.kind}>{say(reason)}</li>
        ))}
      </ul>
      {entry.notes.map((note) => (
        <div key={note.id} className={styles.note}>
          <time dateTime={note.on}>{dateText(note.on, { day: 'numeric', month: 'short' })}</time>
          <span dir="auto">{note.text}</span>
          <ActionIcon
            size="xs"
            aria-label={t('register:check_in.remove')}
            onClick={() => remove.mutate({ id: note.id })}
          >
            <IconX size={13} />
          </ActionIcon>
        </div>
      ))}
      {remove.isError && <Alert color="red">{fault(remove.error)}</Alert>}
      {writing ? (
        <WriteNote entry={entry} today={today} onClose={() => setWriting(false)} />
      ) : (
        <Button size="compact-xs" variant="light" onClick={() => setWriting(true)}>
          {t('register:check_in.add')}
        </Button>
      )}
    </article>
  );
}

function WriteNote({ entry, today, onClose }: { entry: Entry; today: string; onClose: () => void }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today);
  const [text, setText] = useState('');
  const note = useWrite('attendance.noteCheckIn', {
    onSuccess: () => {
      onClose();
      done(t('register:check_in.stored'));
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (on !== null && text.trim() !== '')
          note.mutate({ cohortId: entry.cohortId, learnerId: entry.learnerId, on, text });
      }}
    >
      <Textarea
        autoFocus
        minRows={2}
        maxLength={500}
        aria-label={t('register:check_in.what')}
        placeholder={t('register:check_in.what')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <DateField size="xs" aria-label={t('register:check_in.on')} value={on} onChange={setOn} />
      {note.isError && <Alert color="red">{fault(note.error)}</Alert>}
      <Group justify="flex-end" gap="xs">
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          size="compact-sm"
          type="submit"
          loading={note.isPending}
          disabled={text.trim() === '' || on === null}
        >
          {t('register:check_in.store')}
        </Button>
      </Group>
    </form>
  );
}
