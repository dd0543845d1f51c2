import { Button, Group, Loader, Radio, TextInput } from '@mantine/core';
import { IconDeviceLaptop, IconFolder, IconRefresh, IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '../app/bridge.ts';
import { useFault } from '../app/use-fault.ts';
import { bytesText, instantText, useWords } from '../app/words.ts';
import styles from './backups.module.css';
import { type FoundBackup, useFoundBackups, usePlaces } from './backups.ts';
import { fullDate } from './full-date.ts';

interface Props {
  chosen: FoundBackup | null;
  onChoose: (backup: FoundBackup) => void;
}

/** Every backup that can be found without being told where, and a way to tell. */
export function FoundBackups({ chosen, onChoose }: Props) {
  const t = useWords();
  const fault = useFault();
  const [folders, setFolders] = useState<readonly string[]>([]);
  const found = useFoundBackups(folders);
  const look = (path: string): void => setFolders((before) => [...new Set([...before, path])]);
  return (
    <div>
      <div className={styles.found} aria-busy={found.isFetching}>
        {found.isPending && <Loader size="sm" m="md" />}
        {found.error && (
          <p role="alert" className={styles.none}>
            {fault(found.error)}
          </p>
        )}
        {found.data?.length === 0 && <p className={styles.none}>{t('center:restore.none')}</p>}
        {found.data && found.data.length > 0 && (
          <Radio.Group
            aria-label={t('center:restore.which')}
            value={chosen?.path ?? ''}
            onChange={(path) => {
              const backup = found.data.find((one) => one.path === path);
              if (backup) onChoose(backup);
            }}
          >
            {found.data.map((backup) => (
              // biome-ignore lint/a11y/noLabelWithoutControl: Radio is the control inside it
              <label
                key={backup.path}
                className={styles.backup}
                data-chosen={backup.path === chosen?.path || undefined}
              >
                <Radio value={backup.path} />
                <span className={styles.when}>
                  <strong>{instantText(backup.madeAt, fullDate)}</strong>
                  <span className={styles.about}>
                    {t(`center:backups.reason.${backup.reason}`)} · {bytesText(backup.bytes)}
                  </span>
                </span>
                <span className={styles.place}>
                  <PlaceIcon backup={backup} />
                  <bdi>{backup.place ? backup.place.name : t('center:restore.thisLaptop')}</bdi>
                </span>
              </label>
            ))}
          </Radio.Group>
        )}
      </div>
      <FolderField onLook={look} onAgain={() => void found.refetch()} />
    </div>
  );
}

function PlaceIcon({ backup }: { backup: FoundBackup }) {
  const Icon =
    backup.place === null ? IconDeviceLaptop : backup.place.kind === 'removable' ? IconUsb : IconFolder;
  return <Icon size={15} stroke={1.7} aria-hidden />;
}

/** Another folder, typed or picked, and a second look after a stick was put in. */
function FolderField({ onLook, onAgain }: { onLook: (path: string) => void; onAgain: () => void }) {
  const t = useWords();
  const places = usePlaces();
  const [path, setPath] = useState('');
  const look = (): void => {
    if (path.trim() !== '') onLook(path.trim());
  };
  const pick = async (): Promise<void> => {
    const picked = await call('center.pickFolder', {}).catch(() => ({ path: null }));
    if (picked.path !== null) onLook(picked.path);
  };
  return (
    <Group gap="sm" mt="sm" align="flex-end" wrap="nowrap">
      <TextInput
        style={{ flex: 1 }}
        label={t('center:restore.folder')}
        value={path}
        dir="ltr"
        maxLength={1000}
        onChange={(event) => setPath(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          look();
        }}
        autoComplete="off"
        spellCheck={false}
      />
      {places.data?.canPick ? (
        <Button variant="default" onClick={() => void pick()}>
          {t('center:places.pick')}
        </Button>
      ) : (
        <Button variant="default" onClick={look}>
          {t('center:restore.look')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={onAgain}>
        {t('center:restore.again')}
      </Button>
    </Group>
  );
}
