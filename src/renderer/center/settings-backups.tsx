import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { mayDo } from '../../shared/rules/permissions.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { bytesText, instantText, useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { CopyBackup } from './copy-backup.tsx';
import { fullDate } from './full-date.ts';
import { RestoreForm } from './restore-form.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import type { PartProps } from './settings.tsx';

const shown = 5;

/** Backups on this laptop, copies that left the room, and the way back. */
export function Backups({ state, me }: PartProps) {
  const t = useWords();
  const fault = useFault();
  const [dialog, setDialog] = useState<'copy' | 'restore' | null>(null);
  const backups = useCall('center.backups', {});
  const make = useWrite('center.backUp', {
    onSuccess: ({ bytes }) =>
      notifications.show({ message: t('center:backups.made', { size: bytesText(bytes) }) }),
  });
  const list = backups.data?.backups ?? [];
  const off = state.lastBackupOff;
  return (
    <>
      <Section
        title={t('center:backups.title')}
        text={t('center:backups.text')}
        action={
          <Button loading={make.isPending} onClick={() => make.mutate({ folder: null })}>
            {t('center:backups.now')}
          </Button>
        }
      >
        {(make.error ?? backups.error) && (
          <p role="alert" className={styles.fault}>
            {fault(make.error ?? backups.error)}
          </p>
        )}
        {backups.data && list.length === 0 && <p className={styles.rowText}>{t('center:backups.none')}</p>}
        {list.length > 0 && (
          <ul className={styles.list}>
            {list.slice(0, shown).map((backup) => (
              <li key={backup.name} className={styles.row} style={{ minHeight: 44 }}>
                <IconCircleCheck
                  size={17}
                  stroke={1.7}
                  className={styles.good}
                  aria-label={t('center:backups.verified')}
                />
                <span className={styles.rowMain}>
                  <span>{instantText(backup.madeAt, fullDate)}</span>
                </span>
                <span className={styles.rowText}>{t(`center:backups.reason.${backup.reason}`)}</span>
                <span className={styles.figure} style={{ minWidth: 72, textAlign: 'end' }}>
                  {bytesText(backup.bytes)}
                </span>
              </li>
            ))}
            {list.length > shown && (
              <li className={styles.row} style={{ minHeight: 40 }}>
                <span className={styles.rowText}>
                  {t('center:backups.older', { count: list.length - shown })}
                </span>
              </li>
            )}
          </ul>
        )}
      </Section>
      <Section
        title={t('center:copy.title')}
        text={t('center:copy.text')}
        action={
          <Button variant="default" onClick={() => setDialog('copy')}>
            {t('center:copy.open')}
          </Button>
        }
      >
        <p className={off === null ? styles.care : styles.rowText} style={{ margin: '12px 0 0' }}>
          {off === null
            ? t('center:copy.never')
            : t('center:copy.last', { date: instantText(off, fullDate) })}
        </p>
      </Section>
      {mayDo(me.role, 'backup.restore') && (
        <Section
          title={t('center:restore.sectionTitle')}
          text={t('center:restore.sectionText')}
          action={
            <Button variant="default" onClick={() => setDialog('restore')}>
              {t('center:restore.open')}
            </Button>
          }
        />
      )}
      {dialog === 'copy' && <CopyBackup onClose={() => setDialog(null)} />}
      {dialog === 'restore' && <RestoreDialog onClose={() => setDialog(null)} />}
    </>
  );
}

function RestoreDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  return (
    <DialogFrame onClose={onClose} title={t('center:restore.sectionTitle')} size={600}>
      <p className={styles.rowText} style={{ margin: 0, fontSize: 13, lineHeight: 1.5 }}>
        {t('center:restore.text')}
      </p>
      <RestoreForm
        back={
          <Group>
            <Button variant="default" size="md" onClick={onClose}>
              {t('cancel')}
            </Button>
          </Group>
        }
        warning={(backup) => (
          <p className={styles.warning}>
            {t('center:restore.warning', { date: instantText(backup.madeAt, fullDate) })}
          </p>
        )}
      />
    </DialogFrame>
  );
}
