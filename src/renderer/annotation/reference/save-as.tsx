import { Button, Radio, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Input } from '../../../shared/contract/index.ts';
import { bridge } from '../../app/bridge.ts';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { DialogFrame } from '../../ui/dialog-frame.tsx';
import { savedNames } from '../formats.ts';
import styles from './reference.module.css';

type Format = Input<'annotation.saveAs'>['format'];

interface Props {
  assessmentId: string;
  /** Null for the reference itself. */
  attemptId: string | null;
  /** What the file is called, without its ending. */
  name: string;
  onClose: () => void;
}

/** Annotations go back to the tools: in the format that one of them opens, with what it has no words for said before. */
export function SaveAs({ assessmentId, attemptId, name, onClose }: Props) {
  const t = useWords();
  const fault = useFault();
  const [format, setFormat] = useState<Format>('coco');
  const save = useWrite('annotation.saveAs');
  const fileName = `${name.slice(0, 90)} ${savedNames[format]}`;
  const lossText = (loss: { code: string; count: number; kind?: string | undefined }): string => {
    const say = t as unknown as (key: string, values: object) => string;
    const kind = loss.kind === undefined ? '' : say(`scores:kind.${loss.kind}`, { defaultValue: loss.kind });
    return say(`scores:losses.${loss.code}`, { ...loss, kind, defaultValue: loss.code });
  };
  return (
    <DialogFrame title={t('scores:save.title', { name })} onClose={onClose}>
      <Stack gap="md">
        <Radio.Group
          label={t('scores:save.format')}
          value={format}
          onChange={(value) => {
            setFormat(value as Format);
            save.reset();
          }}
        >
          <Stack gap={8} mt={6}>
            {Object.entries(savedNames).map(([value, label]) => (
              <Radio key={value} value={value} label={<bdi>{label}</bdi>} />
            ))}
          </Stack>
        </Radio.Group>
        {save.isError && (
          <p role="alert" className={room.fault}>
            {fault(save.error)}
          </p>
        )}
        {save.data && save.data.losses.length > 0 && (
          <div>
            <p className={room.quiet}>{t('scores:save.losses')}</p>
            <ul className={styles.losses}>
              {save.data.losses.map((loss) => (
                <li key={`${loss.code} ${loss.kind ?? ''}`}>{lossText(loss)}</li>
              ))}
            </ul>
          </div>
        )}
        {save.data ? (
          <Button
            component="a"
            href={bridge.blobAddress(save.data.blob)}
            download={save.data.fileName}
            leftSection={<IconDownload size={16} aria-hidden />}
            data-autofocus
          >
            {t('roster:export.download', { name: save.data.fileName })}
          </Button>
        ) : (
          <Button
            loading={save.isPending}
            onClick={() => save.mutate({ assessmentId, attemptId, format, fileName })}
          >
            {t('scores:save.go')}
          </Button>
        )}
      </Stack>
    </DialogFrame>
  );
}
