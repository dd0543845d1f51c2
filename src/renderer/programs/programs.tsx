import { Button, Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { sessionKinds } from '../../shared/rules/statuses.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { languages, numberText, useWords } from '../app/words.ts';
import { Dialog } from '../center/dialog.tsx';
import { Section } from '../center/section.tsx';
import styles from '../center/settings.module.css';
import { inLanguage } from '../roster/say.ts';
import { ProgramFields } from './program-fields.tsx';
import { StatusSet } from './status-set.tsx';

type Program = Output<'programs.get'>;
const codes = ['en', 'uk', 'bg', 'ar'] as const;

/** What each program is called, which sessions it has, what it asks for and how attendance is marked in it. */
export function Programs() {
  const t = useWords();
  const programs = useCall('programs.list', {}).data?.programs ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'add' | 'edit' | null>(null);
  const programId = chosen ?? programs[0]?.id ?? null;
  const program = useCall(
    'programs.get',
    { programId: programId ?? '' },
    { enabled: programId !== null },
  ).data;
  const close = (): void => setDialog(null);
  return (
    <>
      <Section
        title={t('center:settings.programs')}
        text={t('programs:text')}
        action={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDialog('add')}>
            {t('programs:add')}
          </Button>
        }
      >
        {programs.length > 0 && (
          <div className={styles.body}>
            <Select
              label={t('programs:program')}
              data={programs.map((one) => ({ value: one.id, label: inLanguage(one.name) ?? '' }))}
              value={programId}
              allowDeselect={false}
              onChange={setChosen}
            />
          </div>
        )}
      </Section>
      {program && (
        <>
          <Section
            title={inLanguage(program.name) ?? ''}
            text={t('programs:cohorts', { count: program.cohorts })}
            action={
              <Button variant="default" onClick={() => setDialog('edit')}>
                {t('programs:edit')}
              </Button>
            }
          >
            <dl className={styles.facts}>
              {codes.map((code) => (
                <div key={code} style={{ display: 'contents' }}>
                  <dt>{languages[code].name}</dt>
                  <dd dir="auto" lang={code}>
                    {program.name[code] ?? '–'}
                  </dd>
                </div>
              ))}
              <dt>{t('programs:kinds')}</dt>
              <dd>
                {sessionKinds
                  .filter((kind) => program.kinds.includes(kind))
                  .map((kind) => t(`sessions:kinds.${kind}`))
                  .join(', ') || '–'}
              </dd>
            </dl>
          </Section>
          <Rule key={program.id} program={program} />
          <ProgramFields key={`fields-${program.id}`} program={program} />
          <StatusSet program={program} />
        </>
      )}
      {dialog === 'add' && <ProgramForm onClose={close} onAdded={setChosen} />}
      {dialog === 'edit' && program && <ProgramForm program={program} onClose={close} />}
    </>
  );
}

/** The attendance that the program asks for; stored on Enter and when the field is left. */
function Rule({ program }: { program: Program }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const [typed, setTyped] = useState<number | string>(program.threshold ?? '');
  useEffect(() => setTyped(program.threshold ?? ''), [program.threshold]);
  const write = useWrite('programs.setThreshold', { onSuccess: () => done(t('programs:rule_done')) });
  const store = (): void => {
    const threshold = typeof typed === 'number' ? Math.round(typed) : null;
    if (threshold === null) setTyped(program.threshold ?? '');
    else if (threshold !== program.threshold) write.mutate({ programId: program.id, threshold });
  };
  return (
    <Section title={t('programs:rule')} text={t('programs:rule_text')}>
      <div className={styles.body}>
        <NumberInput
          w={180}
          label={t('programs:threshold')}
          suffix=" %"
          min={0}
          max={100}
          clampBehavior="strict"
          allowDecimal={false}
          value={typed}
          onChange={setTyped}
          onBlur={store}
          onKeyDown={(event) => {
            if (event.key === 'Enter') store();
            if (event.key === 'Escape') setTyped(program.threshold ?? '');
          }}
        />
        {write.error && (
          <p role="alert" className={styles.fault}>
            {fault(write.error)}
          </p>
        )}
        <p className={styles.rowText} style={{ margin: '8px 0 0' }}>
          {program.threshold === null
            ? t('programs:rule_none')
            : t('programs:rule_said', { percent: numberText(program.threshold) })}
        </p>
      </div>
    </Section>
  );
}

interface FormProps {
  program?: Program;
  onClose: () => void;
  onAdded?: (programId: string) => void;
}

function ProgramForm({ program, onClose, onAdded }: FormProps) {
  const t = useWords();
  const done = useDone();
  const [names, setNames] = useState<Record<string, string>>({ ...program?.name });
  const [kinds, setKinds] = useState<string[]>(program?.kinds ?? ['live_class']);
  const add = useWrite('programs.add', {
    onSuccess: ({ id }) => {
      done(t('programs:added'));
      onAdded?.(id);
      onClose();
    },
  });
  const edit = useWrite('programs.edit', {
    onSuccess: () => {
      done(t('programs:edited'));
      onClose();
    },
  });
  const said = Object.fromEntries(
    codes.flatMap((code) => (names[code]?.trim() ? [[code, names[code].trim()]] : [])),
  );
  const empty = Object.keys(said).length === 0;
  const write = program ? edit : add;
  return (
    <Dialog
      title={t(program ? 'programs:edit' : 'programs:add')}
      submit={t('save')}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={() => {
        if (empty) return;
        const profile = { name: said, kinds: sessionKinds.filter((kind) => kinds.includes(kind)) };
        if (program) edit.mutate({ programId: program.id, ...profile });
        else add.mutate(profile);
      }}
    >
      {codes.map((code, index) => (
        <TextInput
          key={code}
          {...(index === 0 ? { 'data-autofocus': true } : {})}
          mt={index === 0 ? 0 : 'xs'}
          label={languages[code].name}
          lang={code}
          dir="auto"
          maxLength={80}
          value={names[code] ?? ''}
          error={empty && index === 0 ? t('programs:errors.name_needed') : undefined}
          onChange={(event) => setNames({ ...names, [code]: event.currentTarget.value })}
        />
      ))}
      <Checkbox.Group mt="md" label={t('programs:kinds')} value={kinds} onChange={setKinds}>
        <Group gap="xs" mt={6}>
          {sessionKinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`sessions:kinds.${kind}`)} w={200} />
          ))}
        </Group>
      </Checkbox.Group>
    </Dialog>
  );
}
