import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconArrowNarrowRight, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';

interface Props {
  /** Label of the learner to label of the reference. */
  aliases: Record<string, string>;
  labels: readonly string[];
  onChange: (aliases: Record<string, string>) => void;
}

/** Which label of the reference a learner's other word is. */
export function AliasTable({ aliases, labels, onChange }: Props) {
  const t = useWords();
  const [given, setGiven] = useState('');
  const [meant, setMeant] = useState<string | null>(null);
  const word = given.trim();
  const add = (): void => {
    if (word === '' || meant === null) return;
    onChange({ ...aliases, [word]: meant });
    setGiven('');
    setMeant(null);
  };
  const choices = (value: string | null): string[] =>
    value === null || labels.includes(value) ? [...labels] : [...labels, value];
  return (
    <Stack gap={6}>
      <span className={room.label}>{t('scores:aliases.title')}</span>
      {Object.entries(aliases).map(([label, meaning]) => (
        <Group key={label} gap={8} wrap="nowrap">
          <bdi style={{ flex: 1, overflowWrap: 'anywhere' }}>{label}</bdi>
          <IconArrowNarrowRight size={16} className={room.flip} aria-hidden />
          <Select
            size="xs"
            style={{ flex: 1 }}
            aria-label={t('scores:labels.meant_by', { label })}
            allowDeselect={false}
            data={choices(meaning)}
            value={meaning}
            onChange={(value) => value !== null && onChange({ ...aliases, [label]: value })}
          />
          <ActionIcon
            aria-label={t('scores:aliases.remove', { label })}
            onClick={() =>
              onChange(Object.fromEntries(Object.entries(aliases).filter(([one]) => one !== label)))
            }
          >
            <IconX size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={8} wrap="nowrap">
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          aria-label={t('scores:aliases.given')}
          placeholder={t('scores:aliases.given')}
          value={given}
          onChange={(event) => setGiven(event.currentTarget.value)}
        />
        <IconArrowNarrowRight size={16} className={room.flip} aria-hidden />
        <Select
          size="xs"
          style={{ flex: 1 }}
          aria-label={t('scores:aliases.meant')}
          placeholder={t('scores:aliases.meant')}
          data={choices(null)}
          searchable
          value={meant}
          onChange={setMeant}
        />
        <Button
          size="compact-sm"
          variant="default"
          disabled={word === '' || meant === null}
          aria-label={t('scores:aliases.add')}
          onClick={add}
        >
          <IconPlus size={15} aria-hidden />
        </Button>
      </Group>
    </Stack>
  );
}
