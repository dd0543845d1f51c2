import { Button } from '@mantine/core';
import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { mayDo } from '../../shared/rules/permissions.ts';
import { useWords } from '../app/words.ts';
import type { Person } from './people-tiles.tsx';
import { AddPerson, EditPerson } from './person-forms.tsx';
import { PersonPin } from './person-pin.tsx';
import { PersonRow } from './person-row.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import type { PartProps } from './settings.tsx';
import { LetInSubstitute } from './substitute-form.tsx';

type Dialog = { kind: 'add' | 'substitute' } | { kind: 'edit' | 'pin'; person: Person } | null;

/** Everybody who works at this laptop; a coordinator decides who, instructors see it and may let in a substitute. */
export function People({ state, me }: PartProps) {
  const t = useWords();
  const [dialog, setDialog] = useState<Dialog>(null);
  const manages = mayDo(me.role, 'people.manage');
  const close = (): void => setDialog(null);

  const team = state.people.filter((person) => person.role !== 'substitute' && !person.retired);
  const gone = state.people.filter((person) => person.role !== 'substitute' && person.retired);
  const substitutes = state.people
    .filter((person) => person.role === 'substitute' && !person.retired)
    .sort((a, b) => (b.day ?? '').localeCompare(a.day ?? ''))
    .slice(0, 10);
  const row = (person: Person) => (
    <PersonRow
      key={person.id}
      person={person}
      self={person.id === me.id}
      manages={manages}
      onEdit={() => setDialog({ kind: 'edit', person })}
      onPin={() => setDialog({ kind: 'pin', person })}
    />
  );

  return (
    <>
      <Section
        title={t('center:people.title')}
        text={t(manages ? 'center:people.text' : 'center:people.textInstructor')}
        action={
          manages && (
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setDialog({ kind: 'add' })}
            >
              {t('center:people.add')}
            </Button>
          )
        }
      >
        <ul className={styles.list}>{team.map(row)}</ul>
      </Section>
      <Section
        title={t('center:substitute.title')}
        text={t('center:substitute.text')}
        action={
          <Button
            variant="default"
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => setDialog({ kind: 'substitute' })}
          >
            {t('center:substitute.letIn')}
          </Button>
        }
      >
        {substitutes.length > 0 && <ul className={styles.list}>{substitutes.map(row)}</ul>}
      </Section>
      {gone.length > 0 && (
        <Section title={t('center:people.gone')} text={t('center:people.goneText')}>
          <ul className={styles.list}>{gone.map(row)}</ul>
        </Section>
      )}
      {dialog?.kind === 'add' && <AddPerson onClose={close} />}
      {dialog?.kind === 'edit' && <EditPerson person={dialog.person} onClose={close} />}
      {dialog?.kind === 'pin' && <PersonPin person={dialog.person} onClose={close} />}
      {dialog?.kind === 'substitute' && <LetInSubstitute onClose={close} />}
    </>
  );
}
