import { ActionIcon, Alert, Button, Group, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconTrash, IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { bytesText, numberText, useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import styles from './evidence.module.css';
import { usePicture } from './use-picture.ts';

interface Props {
  sessionId: string;
  sheet: Output<'attendance.evidence'>['sheets'][number];
  onClose: () => void;
}

/** Null fits the whole sheet into the window; the others are shares of its own size. */
const steps = [null, 0.25, 0.5, 0.75, 1, 1.5, 2, 3] as const;

/** One photo as large as one wants, by wheel, keys or buttons. */
export function EvidenceView({ sessionId, sheet, onClose }: Props) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const picture = usePicture(sessionId, sheet.id);
  const [step, setStep] = useState(0);
  const [width, setWidth] = useState(0);
  const zoom = steps[step] ?? null;
  const turn = (by: number): void => setStep((at) => Math.max(0, Math.min(steps.length - 1, at + by)));
  const remove = useWrite('attendance.removeEvidence', {
    onSuccess: () => {
      done(t('paper:photo.removed'));
      onClose();
    },
  });
  useWindowEvent('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') turn(1);
    else if (event.key === '-') turn(-1);
    else if (event.key === '0') setStep(0);
  });
  const out = sheet.stripped.map((one) => t(`paper:traces.${one}`)).join(', ');
  return (
    <DialogFrame fullScreen onClose={onClose} title={t('paper:photo.title')}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {[bytesText(sheet.bytes), out && t('paper:photo.without', { what: out })]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Group gap="xs">
          <ActionIcon
            variant="default"
            aria-label={t('paper:photo.smaller')}
            title={`${t('paper:photo.smaller')} (-)`}
            onClick={() => turn(-1)}
          >
            <IconZoomOut size={16} />
          </ActionIcon>
          <Text size="sm" w={52} ta="center">
            {zoom === null ? t('paper:photo.whole') : numberText(zoom, { style: 'percent' })}
          </Text>
          <ActionIcon
            variant="default"
            aria-label={t('paper:photo.larger')}
            title={`${t('paper:photo.larger')} (+)`}
            onClick={() => turn(1)}
          >
            <IconZoomIn size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={t('paper:photo.whole')}
            title={`${t('paper:photo.whole')} (0)`}
            onClick={() => setStep(0)}
          >
            <IconZoomReset size={16} />
          </ActionIcon>
          <Button
            variant="default"
            size="xs"
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            loading={remove.isPending}
            onClick={() => remove.mutate({ sessionId, id: sheet.id })}
          >
            {t('paper:photo.remove')}
          </Button>
        </Group>
      </Group>
      {picture.isError && <Alert color="red">{fault(picture.error)}</Alert>}
      {remove.isError && <Alert color="red">{fault(remove.error)}</Alert>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className={styles.view} data-fit={zoom === null || undefined} tabIndex={0}>
        {picture.data && (
          <img
            src={picture.data}
            alt={t('paper:photo.title')}
            style={zoom === null || width === 0 ? undefined : { width: width * zoom }}
            onLoad={(event) => setWidth(event.currentTarget.naturalWidth)}
            data-evidence-view
          />
        )}
      </div>
    </DialogFrame>
  );
}
