import { Avatar, Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { initialsOf } from '../ui/initials.ts';
import { DateField } from './date-field.tsx';
import styles from './enroll-people.module.css';
import { Form } from './form.tsx';
import room from './room.module.css';

type Found = Output<'roster.learners'>['learners'][number];

interface Props {
  cohort: { id: string; name: string; startsOn: string | null };
  /** Who is in it already. */
  within: ReadonlySet<string>;
  today: string;
  onClose: () => void;
  /** Somebody of that name is not here yet. */
  onAddNew: (name: string) => void;
}

/** Puts people who are already known into a cohort, several at once. */
export function EnrollPeople({ cohort, within, today, onClose, onAddNew }: Props) {
  const t = useWords();
  const done = useDone();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 120);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Found>>(new Map());
  const later = cohort.startsOn !== null && cohort.startsOn > today;
  const asked = search.trim() !== '';
  const [startsOn, setStartsOn] = useState<string | null>(later ? cohort.startsOn : today);
  const found = useCall(
    'roster.learners',
    { search, limit: asked ? 50 : 500 },
    { placeholderData: (before) => before },
  ).data;
  const enroll = useWrite('roster.enroll', {
    onSuccess: ({ enrolled }) => {
      done(t('roster:enroll.done', { count: enrolled, cohort: cohort.name }));
      onClose();
    },
  });
  const choose = (person: Found): void =>
    setChosen((old) => {
      const next = new Map(old);
      if (!next.delete(person.id)) next.set(person.id, person);
      return next;
    });
  const others = (found?.learners ?? []).filter((person) => !chosen.has(person.id));
  // Who is chosen stays in sight while one searches for the next; who is in it is named only when looked for.
  const listed = [...chosen.values(), ...others.filter((person) => asked || !within.has(person.id))];
  return (
    <Form
      title={t('roster:enroll.title', { cohort: cohort.name })}
      submit={chosen.size === 0 ? t('roster:cohort.enroll') : t('roster:enroll.go', { count: chosen.size })}
      busy={enroll.isPending}
      error={enroll.error}
      disabled={chosen.size === 0 || startsOn === null}
      size={560}
      onClose={onClose}
      onSubmit={() =>
        startsOn && enroll.mutate({ learnerIds: [...chosen.keys()], cohortId: cohort.id, startsOn })
      }
    >
      <TextInput
        data-autofocus
        type="search"
        aria-label={t('roster:enroll.search')}
        placeholder={t('roster:enroll.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && chosen.size === 0) event.preventDefault();
        }}
      />
      <ul className={styles.people}>
        {listed.map((person) => {
          const already = within.has(person.id);
          return (
            <li key={person.id}>
              <Checkbox
                classNames={{
                  body: styles.person ?? '',
                  labelWrapper: styles.wrapper ?? '',
                  label: styles.label ?? '',
                }}
                checked={already || chosen.has(person.id)}
                disabled={already}
                onChange={() => choose(person)}
                label={
                  <>
                    <Avatar size={26} color="ink" variant="light" aria-hidden>
                      {initialsOf(person.name)}
                    </Avatar>
                    <span className={styles.name} dir="auto">
                      {person.name}
                    </span>
                    <span className={room.quiet}>
                      {already
                        ? t('roster:enroll.already')
                        : person.cohorts.map((one) => one.name).join(', ')}
                    </span>
                  </>
                }
              />
            </li>
          );
        })}
        {found && listed.length === 0 && (
          <li className={styles.none}>{t(asked ? 'roster:enroll.none' : 'roster:enroll.everybody')}</li>
        )}
      </ul>
      {typed.trim() !== '' && (
        <Button
          variant="subtle"
          justify="flex-start"
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => onAddNew(typed.trim())}
        >
          {t('roster:enroll.add_new', { name: typed.trim() })}
        </Button>
      )}
      <DateField label={t('roster:enroll.starts')} value={startsOn} onChange={setStartsOn} />
    </Form>
  );
}
