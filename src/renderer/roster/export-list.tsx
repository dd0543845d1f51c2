import { Button, Checkbox, SegmentedControl, Stack } from '@mantine/core';
import { IconCheck, IconDownload, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type AgeBand,
  ageBands,
  displacementStatuses,
  enrollmentStatuses,
  sexes,
} from '../../shared/rules/learner.ts';
import type { ExportField } from '../../shared/rules/roster-import.ts';
import { bridge } from '../app/bridge.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import styles from './export-list.module.css';
import room from './room.module.css';
import { languageName } from './say.ts';

type Part = 'personal' | 'contact' | 'words' | 'answers';

const always: readonly ExportField[] = ['name', 'shortName', 'cohort', 'status', 'startsOn', 'endsOn'];
const parts: Record<Part, readonly ExportField[]> = {
  personal: ['birthDate', 'ageBand', 'sex', 'displacementStatus', 'languages'],
  contact: ['phone', 'email'],
  words: ['needs', 'note'],
  // Columns of their own, which the backend names as the programs do.
  answers: [],
};
const partNames = ['personal', 'contact', 'words', 'answers'] as const;

/** Languages that rosters name; others stay as they were typed. */
const languageCodes = [
  'uk',
  'ru',
  'en',
  'ar',
  'bg',
  'fa',
  'ps',
  'ku',
  'tr',
  'fr',
  'de',
  'pl',
  'ro',
  'es',
  'it',
];

interface Props {
  /** Null for everybody. */
  cohort: { id: string; name: string } | null;
  onClose: () => void;
}

/** A list as a file. Contact and what is told in confidence go along only when somebody says so. */
export function ExportList({ cohort, onClose }: Props) {
  const t = useWords();
  const fault = useFault();
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [chosen, setChosen] = useState<readonly Part[]>([]);
  const write = useWrite('roster.exportLearners');
  const valuesOf = (): Record<string, string> =>
    Object.fromEntries([
      ...sexes.map((code) => [`sex.${code}`, t(`roster:sex.${code}`)]),
      ...displacementStatuses.map((code) => [`displacement.${code}`, t(`roster:displacement.${code}`)]),
      ...ageBands.map((code: AgeBand) => [`age_band.${code}`, t(`roster:age_band.${code}`)]),
      ...enrollmentStatuses.map((code) => [`enrollment.${code}`, t(`roster:enrollment.${code}`)]),
      ...languageCodes.map((code) => [`language.${code}`, languageName(code)]),
    ]);
  const go = (): void =>
    write.mutate({
      cohortId: cohort?.id ?? null,
      format,
      fileName: cohort?.name ?? t('roster:export.file_all'),
      columns: [...always, ...partNames.flatMap((part) => (chosen.includes(part) ? parts[part] : []))].map(
        (field) => ({
          field,
          label: t(`roster:export.fields.${field}`),
        }),
      ),
      answers: chosen.includes('answers'),
      values: valuesOf(),
    });
  return (
    <DialogFrame
      onClose={onClose}
      title={cohort ? t('roster:export.title_cohort', { cohort: cohort.name }) : t('roster:export.title')}
    >
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
        <Checkbox.Group
          label={t('roster:export.with')}
          value={[...chosen]}
          onChange={(value) => {
            setChosen(value as Part[]);
            write.reset();
          }}
        >
          <Stack gap={10} mt={10}>
            <p className={styles.always}>
              <IconCheck size={16} aria-hidden />
              {t('roster:export.always')}
            </p>
            {partNames.map((part) => (
              <Checkbox key={part} value={part} label={t(`roster:export.${part}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <p className={styles.warning}>
          <IconLockOpen size={18} aria-hidden />
          {t('roster:export.warning')}
        </p>
        {write.isError && (
          <p role="alert" className={room.fault}>
            {fault(write.error)}
          </p>
        )}
        {write.data ? (
          <Stack gap={6}>
            <p className={room.quiet}>{t('roster:export.ready', { count: write.data.rows })}</p>
            <Button
              component="a"
              href={bridge.blobAddress(write.data.token)}
              download={write.data.fileName}
              leftSection={<IconDownload size={16} aria-hidden />}
              data-autofocus
            >
              {t('roster:export.download', { name: write.data.fileName })}
            </Button>
          </Stack>
        ) : (
          <Button onClick={go} loading={write.isPending}>
            {t('roster:export.go')}
          </Button>
        )}
      </Stack>
    </DialogFrame>
  );
}
