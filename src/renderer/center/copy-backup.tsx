import { Button, Radio, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { call } from '../app/bridge.ts';
import { useWrite } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import { leftToRight } from '../ui/left-to-right.ts';
import { usePlaces } from './backups.ts';
import { Dialog } from './dialog.tsx';
import styles from './settings.module.css';

const other = 'other';

/** Carries a verified copy out of the room: onto a stick, or into a folder of one's own. */
export function CopyBackup({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const places = usePlaces();
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [checked, setChecked] = useState(false);
  const list = places.data?.places ?? [];
  // A stick that is plugged in is what this is for.
  const place = chosen ?? list.find((one) => one.kind === 'removable')?.path ?? null;
  const folder = place === other ? typed.trim() : place;
  const copy = useWrite('center.backUp', {
    onSuccess: ({ path }) => {
      notifications.show({ message: t('center:copy.done', { path: leftToRight(path) }), autoClose: 10_000 });
      onClose();
    },
  });
  const pick = async (): Promise<void> => {
    const { path } = await call('center.pickFolder', {}).catch(() => ({ path: null }));
    if (path !== null) {
      setTyped(path);
      setChosen(other);
    }
  };
  return (
    <Dialog
      title={t('center:copy.title')}
      text={t('center:copy.dialogText')}
      submit={t('center:copy.go')}
      busy={copy.isPending}
      error={copy.error ?? places.error}
      size={520}
      onSubmit={() => {
        setChecked(true);
        if (folder) copy.mutate({ folder });
      }}
      onClose={onClose}
    >
      <Radio.Group label={t('center:copy.where')} value={place ?? ''} onChange={setChosen}>
        <div className={styles.places}>
          {list.map((one) => (
            <Radio
              key={one.path}
              value={one.path}
              label={t(`center:places.${one.kind}`, { name: one.name })}
              description={<bdi dir="ltr">{one.path}</bdi>}
            />
          ))}
          <Radio value={other} label={t('center:places.other')} />
        </div>
      </Radio.Group>
      {place === other && (
        <TextInput
          mt="sm"
          label={t('center:copy.path')}
          value={typed}
          dir="ltr"
          maxLength={1000}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={checked && typed.trim() === '' ? t('center:faults.folder') : undefined}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {places.data?.canPick && (
        <Button variant="default" size="xs" mt="sm" onClick={() => void pick()}>
          {t('center:places.pick')}
        </Button>
      )}
      {checked && place === null && (
        <p role="alert" className={styles.fault}>
          {t('center:faults.folder')}
        </p>
      )}
    </Dialog>
  );
}
