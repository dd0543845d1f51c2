import { ActionIcon, Button } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconEdit,
  IconEye,
  IconEyeOff,
  IconPlus,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import type { Status } from '../../shared/rules/statuses.ts';
import { useWrite } from '../app/client.ts';
import { useKeyLetters } from '../app/keyboard-layout.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { useStatusName } from '../attendance/status-name.ts';
import { Section } from '../center/section.tsx';
import settings from '../center/settings.module.css';
import { StatusForm } from './status-form.tsx';
import styles from './status-set.module.css';

type Program = Output<'programs.get'>;

/** The statuses of a program in the order of the roll; each change is stored at once, and can be taken back. */
export function StatusSet({ program }: { program: Program }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const nameOf = useStatusName();
  const letter = useKeyLetters();
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  const { id: programId, statuses } = program;
  const write = useWrite('programs.setStatuses', { onSuccess: () => done(t('programs:statuses_done')) });
  const store = (next: Status[] | null): void => write.mutate({ programId, statuses: next });
  const move = (index: number, by: number): void => {
    const next = [...statuses];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    store(next);
  };
  const change = (index: number, status: Status | null): void =>
    store(statuses.flatMap((one, at) => (at === index ? (status ?? []) : one)));
  const row = (status: Status, index: number) => {
    const name = nameOf(status);
    const used = program.used.includes(status.code);
    return (
      <li key={status.code} className={settings.row} data-quiet={status.hidden || undefined}>
        <span className={styles.key} data-color={status.color} dir="ltr">
          {status.hidden ? '–' : letter(status.key)}
        </span>
        <span className={settings.rowMain}>
          <span className={settings.rowName} dir="auto">
            {name}
          </span>
          <span className={settings.rowText}>
            {[
              t(`programs:counts_as.${status.countsAs}`),
              status.missing && t(`programs:missing.${status.missing}`),
              status.hidden && t('programs:hidden'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <ActionIcon
          size={36}
          aria-label={`${t('programs:up')}: ${name}`}
          disabled={index === 0 || write.isPending}
          onClick={() => move(index, -1)}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          size={36}
          aria-label={`${t('programs:down')}: ${name}`}
          disabled={index === statuses.length - 1 || write.isPending}
          onClick={() => move(index, 1)}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <ActionIcon
          size={36}
          aria-label={`${t('programs:change')}: ${name}`}
          onClick={() => setEditing(index)}
        >
          <IconEdit size={16} />
        </ActionIcon>
        {used || status.hidden ? (
          <ActionIcon
            size={36}
            aria-label={`${t(status.hidden ? 'programs:show' : 'programs:hide')}: ${name}`}
            title={t(status.hidden ? 'programs:show' : 'programs:hide_why')}
            onClick={() => change(index, { ...status, hidden: !status.hidden })}
          >
            {status.hidden ? <IconEye size={16} /> : <IconEyeOff size={16} />}
          </ActionIcon>
        ) : (
          <ActionIcon
            size={36}
            aria-label={`${t('remove')}: ${name}`}
            title={t('remove')}
            onClick={() => change(index, null)}
          >
            <IconX size={16} />
          </ActionIcon>
        )}
      </li>
    );
  };
  return (
    <Section
      title={t('programs:statuses')}
      text={t('programs:statuses_text')}
      action={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEditing('new')}
        >
          {t('programs:status_add')}
        </Button>
      }
    >
      {write.error && (
        <p role="alert" className={settings.fault}>
          {fault(write.error)}
        </p>
      )}
      <ul className={settings.list}>
        {statuses.map(row)}
        {program.ownStatuses && (
          <li className={settings.row}>
            <span className={`${settings.rowMain} ${settings.rowText}`}>{t('programs:default_text')}</span>
            <Button variant="subtle" size="compact-sm" onClick={() => store(null)}>
              {t('programs:default')}
            </Button>
          </li>
        )}
      </ul>
      {editing !== null && (
        <StatusForm
          program={program}
          index={editing === 'new' ? statuses.length : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
