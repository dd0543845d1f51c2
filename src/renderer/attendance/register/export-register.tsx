import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { bridge } from '../../app/bridge.ts';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { dateText, useWords } from '../../app/words.ts';
import { DialogFrame } from '../../ui/dialog-frame.tsx';
import { daysOf } from './filters.ts';
import type { Looks } from './looks.ts';
import type { RegisterData } from './use-register.ts';

interface Props {
  data: RegisterData;
  /** `2026-03`; null for the whole course. */
  month: string | null;
  looks: Looks;
  onClose: () => void;
}

/** The register as a file: names, figures, and a column for each session. Reasons and notes stay here. */
export function ExportRegister({ data, month, looks, onClose }: Props) {
  const t = useWords();
  const fault = useFault();
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const write = useWrite('attendance.exportRegister');
  const span = month === null ? null : dateText(`${month}-01`, { month: 'long', year: 'numeric' });
  const go = (): void =>
    write.mutate({
      cohortId: data.cohort.id,
      ...(month === null ? {} : daysOf(month)),
      format,
      fileName: [t('places.register'), data.cohort.name, span].filter(Boolean).join(' ').slice(0, 120),
      labels: {
        name: t('register:columns.name'),
        percentage: `${t('register:columns.credit')} %`,
        highestReachable: `${t('register:columns.reach')} %`,
        creditedHours: t('register:export.credited'),
        countableHours: t('register:export.countable'),
        consecutiveAbsences: t('register:columns.row_long'),
        owedHours: t('register:export.owed'),
        notRecorded: t('register:columns.blank_long'),
      },
      marks: Object.fromEntries(
        [...looks.values()].map((look) => [look.status.code, look.name.slice(0, 40)]),
      ),
      notExpected: '–',
    });
  return (
    <DialogFrame onClose={onClose} title={t('register:export.title')}>
      <Stack gap="md">
        <Text size="sm">
          {span === null ? t('register:export.whole') : t('register:export.month', { month: span })}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('roster:export.format')}
          data={[
            { value: 'xlsx', label: t('roster:export.xlsx') },
            { value: 'csv', label: t('roster:export.csv') },
          ]}
          value={format}
          onChange={(value) => {
            setFormat(value as 'xlsx' | 'csv');
            write.reset();
          }}
        />
        <Text size="sm" c="dimmed">
          {t('roster:export.warning')}
        </Text>
        {write.isError && (
          <Text role="alert" c="red">
            {fault(write.error)}
          </Text>
        )}
        {write.data ? (
          <Button
            component="a"
            href={bridge.blobAddress(write.data.token)}
            download={write.data.fileName}
            leftSection={<IconDownload size={16} aria-hidden />}
            data-autofocus
          >
            {t('roster:export.download', { name: write.data.fileName })}
          </Button>
        ) : (
          <Button onClick={go} loading={write.isPending}>
            {t('roster:export.go')}
          </Button>
        )}
      </Stack>
    </DialogFrame>
  );
}
