import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { dateText, useWords } from '../app/words.ts';
import { DateField } from '../roster/date-field.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ClearHoliday } from './clear-holiday.tsx';
import styles from './holidays.module.css';

interface Stretch {
  from: string;
  to: string;
}

/** Days on which the center has no classes. Whoever adds one sees at once which classes lie on it. */
export function Holidays({ today, onClose }: { today: string; onClose: () => void }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const holidays = useCall('sessions.holidays', {}).data?.holidays ?? [];
  const [name, setName] = useState('');
  const [from, setFrom] = useState<string | null>(today);
  const [to, setTo] = useState<string | null>(null);
  const [added, setAdded] = useState<Stretch | null>(null);
  const add = useWrite('sessions.addHoliday', {
    onSuccess: (_days, stretch) => {
      done(t('sessions:holidays.added', { name: stretch.name }));
      setName('');
      setTo(null);
      setAdded({ from: stretch.from, to: stretch.to });
    },
  });
  const remove = useWrite('sessions.removeHoliday', {
    onSuccess: () => {
      done(t('sessions:holidays.removed'));
      setAdded(null);
    },
  });
  const possible = name.trim() !== '' && from !== null && (to === null || to >= from);
  const days = ({ from: first, to: last }: Stretch): string =>
    first === last
      ? dateText(first, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })
      : `${dateText(first, { day: 'numeric', month: 'long' })} – ${dateText(last, { day: 'numeric', month: 'long', year: 'numeric' })}`;
  return (
    <DialogFrame onClose={onClose} title={t('sessions:holidays.title')} size={680}>
      <Stack gap="sm">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (possible && from !== null) add.mutate({ from, to: to ?? from, name: name.trim() });
          }}
        >
          <Group align="flex-end" gap="sm" wrap="nowrap">
            <TextInput
              data-autofocus
              style={{ flex: '1 0 190px' }}
              label={t('sessions:holidays.name')}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <DateField label={t('sessions:holidays.from')} value={from} onChange={setFrom} />
            <DateField
              label={t('sessions:holidays.to')}
              placeholder={t('optional')}
              value={to}
              onChange={setTo}
            />
            <Button type="submit" disabled={!possible} loading={add.isPending}>
              {t('add')}
            </Button>
          </Group>
        </form>
        {(add.isError || remove.isError) && <p role="alert">{fault(add.error ?? remove.error)}</p>}
        {added && <ClearHoliday stretch={added} onDone={() => setAdded(null)} />}
        {holidays.length === 0 && <p className={styles.dates}>{t('sessions:holidays.none')}</p>}
        <ul className={`${styles.list} ${styles.scroll}`}>
          {holidays.map((one) => (
            <li key={one.from} className={styles.line}>
              <span className={styles.class}>
                <bdi>{one.name}</bdi> <span className={styles.dates}>{days(one)}</span>
              </span>
              <ActionIcon
                aria-label={`${t('remove')}: ${one.name}`}
                onClick={() => remove.mutate({ from: one.from, to: one.to })}
              >
                <IconTrash size={16} stroke={1.7} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      </Stack>
    </DialogFrame>
  );
}
