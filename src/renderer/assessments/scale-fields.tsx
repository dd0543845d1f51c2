import { ActionIcon, Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Scheme } from '../../shared/contract/assessments-values.ts';
import { numberText, useWords } from '../app/words.ts';
import { usualScales } from './usual-scales.ts';
import { WordingField } from './wording-field.tsx';

export type EditedScale = Scheme['scale'];
type WithLevels = Extract<EditedScale, { levels: unknown }>;

interface Props {
  label: string;
  value: EditedScale;
  onChange: (scale: EditedScale) => void;
  /** What is wrong with it, by place: `levels.1.from`. */
  faults: Readonly<Record<string, string>>;
}

const kinds = ['points', 'percent', 'letters', 'pass', 'levels'] as const;

/** What a grade is told in. */
export function ScaleFields({ label, value, onChange, faults }: Props) {
  const t = useWords();
  return (
    <Stack gap="xs">
      <Group grow align="flex-start">
        <Select
          label={label}
          allowDeselect={false}
          data={kinds.map((kind) => ({ value: kind, label: t(`assessments:scale.kind.${kind}`) }))}
          value={value.kind}
          onChange={(kind) => kind && onChange(usualScales[kind as EditedScale['kind']])}
        />
        {value.kind === 'points' && (
          <NumberInput
            label={t('assessments:scale.out_of')}
            min={1}
            max={1000}
            decimalScale={1}
            value={value.outOf}
            onChange={(outOf) => typeof outOf === 'number' && onChange({ kind: 'points', outOf })}
          />
        )}
        {value.kind === 'pass' && (
          <NumberInput
            label={t('assessments:scale.passes_from')}
            min={1}
            max={100}
            suffix="%"
            error={faults.from}
            value={value.from}
            onChange={(from) =>
              typeof from === 'number' && onChange({ kind: 'pass', from: Math.round(from) })
            }
          />
        )}
      </Group>
      {(value.kind === 'letters' || value.kind === 'levels') && (
        <Levels value={value} onChange={onChange} faults={faults} />
      )}
    </Stack>
  );
}

function Levels({ value, onChange, faults }: Omit<Props, 'label' | 'value'> & { value: WithLevels }) {
  const t = useWords();
  const { levels } = value;
  const set = (index: number, part: Partial<WithLevels['levels'][number]>): void =>
    onChange({ ...value, levels: levels.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const add = (): void => {
    const above = levels.at(-1);
    const fresh = { id: `level-${Date.now().toString(36)}`, title: {}, from: 0 };
    const letter = { id: String.fromCharCode(65 + Math.min(25, levels.length)), title: {}, from: 0 };
    const lifted = above?.from === 0 ? levels.with(-1, { ...above, from: 1 }) : levels;
    onChange({ ...value, levels: [...lifted, value.kind === 'letters' ? letter : fresh] });
  };
  return (
    <Stack gap={6} role="group" aria-label={t('assessments:scale.levels')}>
      {levels.map((level, index) => {
        const number = numberText(index + 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a level that is being typed has no other name
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            {value.kind === 'letters' ? (
              <TextInput
                flex={1}
                aria-label={t('assessments:scale.letter', { number })}
                maxLength={40}
                error={faults[`levels.${index}.id`]}
                value={level.id}
                onChange={(event) => set(index, { id: event.currentTarget.value })}
              />
            ) : (
              <WordingField
                flex={1}
                aria-label={t('assessments:scale.level', { number })}
                maxLength={60}
                error={faults[`levels.${index}.title`]}
                value={level.title}
                onChange={(title) => set(index, { title })}
              />
            )}
            <NumberInput
              w={110}
              aria-label={t('assessments:scale.from', { number })}
              min={0}
              max={99}
              prefix="≥ "
              suffix="%"
              error={faults[`levels.${index}.from`]}
              value={level.from}
              onChange={(from) => typeof from === 'number' && set(index, { from: Math.round(from) })}
            />
            <ActionIcon
              mt={6}
              aria-label={t('assessments:scale.remove', { number })}
              disabled={levels.length <= 2}
              onClick={() => onChange({ ...value, levels: levels.filter((_, at) => at !== index) })}
            >
              <IconX size={15} />
            </ActionIcon>
          </Group>
        );
      })}
      {levels.length < 15 && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={add}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('assessments:scale.add')}
        </Button>
      )}
    </Stack>
  );
}
