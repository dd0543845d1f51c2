import { Avatar, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';
import { initialsOf } from '../ui/initials.ts';
import styles from './sign-in.module.css';

export type Person = Output<'center.state'>['people'][number];

interface Props {
  people: readonly Person[];
  chosen: string | null;
  onChoose: (personId: string) => void;
  /** A person was chosen by hand, not passed by with an arrow key. */
  onSettle: () => void;
}

/** Everybody who may sign in, as tiles large enough for a finger; one choice, as radio buttons are. */
export function PeopleTiles({ people, chosen, onChoose, onSettle }: Props) {
  const t = useWords();
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-person="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <fieldset ref={list} className={styles.people}>
      <VisuallyHidden component="legend">{t('center:signIn.who')}</VisuallyHidden>
      {people.map((person) => (
        <label
          key={person.id}
          className={styles.person}
          data-person={person.id}
          data-chosen={person.id === chosen || undefined}
          data-unable={!person.hasPin || undefined}
        >
          <input
            type="radio"
            name="person"
            value={person.id}
            checked={person.id === chosen}
            disabled={!person.hasPin}
            onChange={() => onChoose(person.id)}
            onClick={(event) => event.detail > 0 && onSettle()}
          />
          <Avatar size={38} color="ink" variant="light" aria-hidden>
            {initialsOf(person.name)}
          </Avatar>
          <span className={styles.names}>
            <span className={styles.name}>
              <bdi>{person.name}</bdi>
            </span>
            <span className={styles.role}>
              <RoleOf person={person} />
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What somebody may do here, in a word. */
export function RoleOf({ person }: { person: Person }) {
  const t = useWords();
  if (!person.hasPin) return t('center:signIn.noPin');
  if (person.role === 'substitute' && person.cohortName !== null) {
    return t('center:signIn.substitute', { cohort: person.cohortName });
  }
  return t(`center:roles.${person.role}`);
}
