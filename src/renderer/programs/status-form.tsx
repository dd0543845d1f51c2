import { Group, Radio, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { type StatusFault, statusFaults } from '../../shared/rules/status-set.ts';
import type { CountsAs, Status } from '../../shared/rules/statuses.ts';
import { useWrite } from '../app/client.ts';
import { useKeyLetters } from '../app/keyboard-layout.ts';
import { useDone } from '../app/use-undo.tsx';
import { languages, useWords } from '../app/words.ts';
import { Dialog } from '../center/dialog.tsx';
import settings from '../center/settings.module.css';
import styles from './status-set.module.css';

type Program = Output<'programs.get'>;
const codes = ['en', 'uk', 'bg', 'ar'] as const;
const colors = ['present', 'late', 'absent', 'excused', 'remote'] as const;
const countsAs = ['present', 'part', 'absent', 'excused'] as const;

/** A code for a status that nobody has named yet. */
function freeCode(statuses: readonly Status[]): string {
  const taken = new Set(statuses.map((status) => status.code));
  for (let number = statuses.length + 1; ; number++) {
    const code = `status_${number}`;
    if (!taken.has(code)) return code;
  }
}

interface Props {
  program: Program;
  /** Where in the set; beyond its end for a new one. */
  index: number;
  onClose: () => void;
}

/** One status: names, key, color and what it counts as. What does not fit the rest of the set is said at once. */
export function StatusForm({ program, index, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const before = program.statuses[index];
  const [status, setStatus] = useState<Status>(
    before ?? { code: freeCode(program.statuses), key: '', countsAs: 'present', color: 'present' },
  );
  const [tried, setTried] = useState(false);
  const label = Object.fromEntries(
    codes.flatMap((code) => (status.label?.[code]?.trim() ? [[code, status.label[code].trim()]] : [])),
  );
  const { label: _label, missing, ...rest } = status;
  const meant: Status = {
    ...rest,
    ...(Object.keys(label).length > 0 ? { label } : {}),
    ...(status.countsAs === 'part' ? { missing: missing ?? 'start' } : {}),
  };
  const next = before
    ? program.statuses.map((one, at) => (at === index ? meant : one))
    : [...program.statuses, meant];
  const faults = statusFaults(next);
  const faultOf = (field: string): string | undefined => {
    const fault: StatusFault | undefined = faults[`statuses.${index}.${field}`];
    return fault && (tried || field === 'code' || status.key !== '')
      ? t(`programs:faults.${fault}`)
      : undefined;
  };
  const write = useWrite('programs.setStatuses', {
    onSuccess: () => {
      done(t('programs:statuses_done'));
      onClose();
    },
  });
  const used = before !== undefined && program.used.includes(before.code);
  return (
    <Dialog
      title={t(before ? 'programs:change' : 'programs:status_add')}
      submit={t('save')}
      size={520}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (Object.keys(faults).length === 0) write.mutate({ programId: program.id, statuses: next });
      }}
    >
      <div className={settings.pair}>
        {codes.map((code, at) => (
          <TextInput
            key={code}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            label={languages[code].name}
            lang={code}
            dir="auto"
            maxLength={60}
            placeholder={before && !before.label ? t('programs:usual_name') : ''}
            value={status.label?.[code] ?? ''}
            error={at === 0 ? faultOf('label') : undefined}
            onChange={(event) =>
              setStatus({ ...status, label: { ...status.label, [code]: event.currentTarget.value } })
            }
          />
        ))}
        <KeyField code={status.key} error={faultOf('key')} onCode={(key) => setStatus({ ...status, key })} />
        <TextInput
          label={t('programs:code')}
          description={t('programs:code_text')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          dir="ltr"
          maxLength={40}
          disabled={before !== undefined}
          value={status.code}
          error={faultOf('code')}
          onChange={(event) => setStatus({ ...status, code: event.currentTarget.value })}
        />
        <Select
          label={t('programs:counts')}
          description={used ? t('programs:counts_used') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          data={countsAs.map((code) => ({ value: code, label: t(`programs:counts_as.${code}`) }))}
          value={status.countsAs}
          onChange={(value) => setStatus({ ...status, countsAs: value as CountsAs })}
        />
        {status.countsAs === 'part' && (
          <Select
            label={t('programs:missing_label')}
            allowDeselect={false}
            data={(['start', 'end'] as const).map((end) => ({
              value: end,
              label: t(`programs:missing.${end}`),
            }))}
            value={status.missing ?? 'start'}
            onChange={(value) => setStatus({ ...status, missing: value as 'start' | 'end' })}
          />
        )}
      </div>
      <Radio.Group
        mt="md"
        label={t('programs:color')}
        value={status.color}
        onChange={(value) => setStatus({ ...status, color: value as Status['color'] })}
      >
        <Group className={styles.swatches}>
          {colors.map((color) => (
            <span key={color} className={styles.swatch} data-color={color}>
              <Radio value={color} size="xs" label={t(`programs:colors.${color}`)} />
            </span>
          ))}
        </Group>
      </Radio.Group>
      {tried && faults.statuses && (
        <p role="alert" className={settings.fault}>
          {t(`programs:faults.${faults.statuses}`)}
        </p>
      )}
    </Dialog>
  );
}

/** Takes the next key that is pressed in it; Tab, Enter and Escape keep their meaning. */
function KeyField({
  code,
  error,
  onCode,
}: {
  code: string;
  error: string | undefined;
  onCode: (code: string) => void;
}) {
  const t = useWords();
  const letter = useKeyLetters();
  const take = (event: KeyboardEvent): void => {
    if (['Tab', 'Enter', 'Escape'].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey)
      return;
    if (/^(?:Shift|Control|Alt|Meta|CapsLock)/.test(event.code)) return;
    event.preventDefault();
    onCode(event.code);
  };
  return (
    <TextInput
      className={styles.keyField ?? ''}
      label={t('programs:key')}
      description={t('programs:key_text')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      dir="ltr"
      readOnly
      value={code === '' ? '' : letter(code)}
      error={error}
      onKeyDown={take}
    />
  );
}
