import { Button, Popover, Select, Stack } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import type { Output } from '../../shared/contract/index.ts';
import { importDelimiters, importEncodings } from '../../shared/rules/roster-import.ts';
import { numberText, useWords } from '../app/words.ts';
import type { Reading } from './use-import.ts';

type Preview = Output<'roster.importPreview'>;

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
const mostHeaderRows = 30;

interface Props {
  preview: Preview;
  reading: Reading;
  onChange: (reading: Reading) => void;
}

/** Encoding, separator, sheet and header row: found by themselves, and put right here where they are not. */
export function ImportOptions({ preview, reading, onChange }: Props) {
  const t = useWords();
  const { encoding, delimiter, sheet, sheets, headerLine } = preview;
  const delimiterWord = (one: keyof typeof delimiterNames): string =>
    t(`roster:import.delimiters.${delimiterNames[one]}`);
  const headerWord =
    headerLine === null ? t('roster:import.header_none') : t('roster:import.header_row', { row: headerLine });
  const found = [
    sheet ?? (encoding && encodingName(encoding)),
    delimiter && delimiterWord(delimiter),
    headerWord,
  ].filter(Boolean);
  const headerRows = Array.from(
    { length: Math.max(mostHeaderRows, headerLine ?? 0) },
    (_, index) => index + 1,
  );
  // Another sheet, encoding or header is another list: what was mapped before does not hold.
  const { mapping: _mapping, ...rest } = reading;
  const change = (part: Reading): void => onChange({ ...withoutMapping, ...rest, ...part });
  return (
    <Popover position="bottom-end" width={300} trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          title={t('roster:import.reading_options')}
          leftSection={<IconAdjustments size={16} aria-hidden />}
        >
          {found.join(' · ')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {encoding !== null && (
            <Select
              label={t('roster:import.encoding')}
              comboboxProps={{ withinPortal: false }}
              data={importEncodings.map((one) => ({ value: one, label: encodingName(one) }))}
              allowDeselect={false}
              value={encoding}
              onChange={(value) => value && change({ encoding: value as NonNullable<Reading['encoding']> })}
            />
          )}
          {delimiter !== null && (
            <Select
              label={t('roster:import.delimiter')}
              comboboxProps={{ withinPortal: false }}
              data={importDelimiters.map((one) => ({ value: one, label: delimiterWord(one) }))}
              allowDeselect={false}
              value={delimiter}
              onChange={(value) => value && change({ delimiter: value as NonNullable<Reading['delimiter']> })}
            />
          )}
          {sheets.length > 1 && (
            <Select
              label={t('roster:import.sheet')}
              comboboxProps={{ withinPortal: false }}
              data={sheets.map(({ name, hidden }) => ({
                value: name,
                label: hidden ? t('roster:import.sheet_hidden', { name }) : name,
              }))}
              allowDeselect={false}
              value={sheet}
              onChange={(value) => value && change({ sheet: value })}
            />
          )}
          <Select
            label={t('roster:import.header')}
            comboboxProps={{ withinPortal: false }}
            data={[
              { value: 'none', label: t('roster:import.header_none') },
              ...headerRows.map((row) => ({ value: String(row), label: numberText(row) })),
            ]}
            allowDeselect={false}
            maxDropdownHeight={220}
            value={headerLine === null ? 'none' : String(headerLine)}
            onChange={(value) => change({ headerLine: value === 'none' ? null : Number(value) })}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

const withoutMapping = { mapping: undefined };

function encodingName(encoding: NonNullable<Preview['encoding']>): string {
  return encoding
    .replace('windows-', 'Windows-')
    .replace(/^utf/, 'UTF')
    .replace('le', ' LE')
    .replace('be', ' BE');
}
