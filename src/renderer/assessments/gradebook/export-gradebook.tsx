import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { bridge } from '../../app/bridge.ts';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { currentLanguage, useWords } from '../../app/words.ts';
import { DialogFrame } from '../../ui/dialog-frame.tsx';
import type { GradebookData } from './gradebook.tsx';

/** The gradebook as a file: names, grades, final grades with their formula. Comments and reasons stay here. */
export function ExportGradebook({ data, onClose }: { data: GradebookData; onClose: () => void }) {
  const t = useWords();
  const fault = useFault();
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const write = useWrite('assessments.exportGradebook');
  const go = (): void =>
    write.mutate({
      ...{ cohortId: data.cohort.id, format, language: currentLanguage() },
      fileName: `${t('assessments:gradebook.title')} ${data.cohort.name}`.slice(0, 120),
      labels: {
        name: t('assessments:gradebook.name'),
        final: t('assessments:gradebook.final'),
        finalPercent: t('assessments:gradebook.final_percent'),
        formula: t('assessments:gradebook.how'),
        notGraded: t('assessments:gradebook.not_graded'),
        excused: t('assessments:state.excused'),
        passed: t('assessments:scale.passed'),
        notYet: t('assessments:scale.not_yet'),
        left: t('assessments:gradebook.left'),
      },
    });
  return (
    <DialogFrame onClose={onClose} title={t('assessments:gradebook.export')}>
      <Stack gap="md">
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
