import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { call, upload } from '../app/bridge.ts';
import { useCall } from '../app/client.ts';
import { inOrder } from '../app/in-order.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { instantText, numberText, useWords } from '../app/words.ts';
import styles from './evidence.module.css';
import { EvidenceView } from './evidence-view.tsx';
import { usePicture } from './use-picture.ts';

type Sheet = Output<'attendance.evidence'>['sheets'][number];

/** Photos of the paper of a class: dropped or picked, looked at large, taken away again. */
export function Evidence({ sessionId }: { sessionId: string }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const { data } = useCall('attendance.evidence', { sessionId });
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState<string[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0 || busy) return;
    setBusy(true);
    setFailures([]);
    for (const file of files) {
      try {
        const token = await upload(file);
        await inOrder(async () => {
          const { picture, stripped } = await call('attendance.readPicture', { sessionId, file: token });
          await call('attendance.addEvidence', { sessionId, picture });
          const out = stripped.map((one) => t(`paper:traces.${one}`)).join(', ');
          done(out === '' ? t('paper:photo.added') : t('paper:photo.added_without', { what: out }));
        });
      } catch (error) {
        setFailures((old) => [...old, `${file.name}: ${fault(error)}`]);
      }
    }
    setBusy(false);
  };
  const dragging = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void take([...event.dataTransfer.files]);
    },
  };

  const sheets = data?.sheets ?? [];
  const shown = sheets.find(({ id }) => id === open);
  return (
    <section className={styles.panel} data-over={over || undefined} data-evidence {...dragging}>
      <Group justify="space-between">
        <Text fw={600}>{t('paper:photo.title')}</Text>
        <Button
          size="xs"
          variant="default"
          loading={busy}
          leftSection={<IconCamera size={15} aria-hidden />}
          onClick={() => picker.current?.click()}
        >
          {t('paper:photo.add')}
        </Button>
      </Group>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="image/jpeg,image/png,image/webp,.heic"
        data-evidence-file
        onChange={(event) => {
          void take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {sheets.length > 0 && (
        <ul className={styles.sheets}>
          {sheets.map((sheet, index) => (
            <li key={sheet.id}>
              <Thumbnail
                sessionId={sessionId}
                sheet={sheet}
                label={t('paper:photo.one', { number: numberText(index + 1) })}
                onOpen={() => setOpen(sheet.id)}
              />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.note}>{t('paper:photo.how')}</p>
      {failures.map((failure) => (
        <Alert key={failure} color="red" py={6}>
          {failure}
        </Alert>
      ))}
      {(data?.past.length ?? 0) > 0 && <Past past={data?.past ?? []} />}
      {shown && <EvidenceView sessionId={sessionId} sheet={shown} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface ThumbnailProps {
  sessionId: string;
  sheet: Sheet;
  label: string;
  onOpen: () => void;
}

function Thumbnail({ sessionId, sheet, label, onOpen }: ThumbnailProps) {
  const fault = useFault();
  const picture = usePicture(sessionId, sheet.id);
  return (
    <button type="button" className={styles.thumbnail} aria-label={label} title={label} onClick={onOpen}>
      {picture.isError ? (
        <span className={styles.note}>{fault(picture.error)}</span>
      ) : (
        picture.data && <img src={picture.data} alt="" />
      )}
    </button>
  );
}

function Past({ past }: { past: Output<'attendance.evidence'>['past'] }) {
  const t = useWords();
  return (
    <details className={styles.note}>
      <summary>{t('attendance:history.title')}</summary>
      {past.map((entry) => (
        <div key={`${entry.id}-${entry.at}-${entry.command}`}>
          {[
            t(entry.kept ? 'paper:photo.was_added' : 'paper:photo.was_removed'),
            instantText(entry.at),
            entry.by ?? t('attendance:history.program'),
            entry.here ? null : entry.device,
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      ))}
    </details>
  );
}
