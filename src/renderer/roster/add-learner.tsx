import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import styles from './add-learner.module.css';
import { DateField } from './date-field.tsx';
import { fieldFault } from './field-fault.ts';
import { Form } from './form.tsx';

interface Props {
  name?: string;
  /** The cohort she joins unless another one is chosen. */
  cohortId?: string;
  onClose: () => void;
  onAdded?: (id: string) => void;
}

/** Somebody new, with a word of who may be the same person. */
export function AddLearner({ name: first = '', cohortId: into, onClose, onAdded }: Props) {
  const t = useWords();
  const done = useDone();
  const [name, setName] = useState(first);
  const [phone, setPhone] = useState('');
  const [email, setEmail] = useState('');
  const [cohortId, setCohortId] = useState<string | null>(into ?? null);
  const { cohorts = [], today = null } = useCall('roster.cohorts', {}).data ?? {};
  const chosen = cohorts.find((cohort) => cohort.id === cohortId);
  const [startsOn, setStartsOn] = useState<string | null>(null);
  const start = startsOn ?? laterOf(chosen?.startsOn ?? null, today);
  const [about] = useDebouncedValue(
    { name: name.trim(), phone: phone.trim() || null, email: email.trim() || null },
    250,
  );
  const similar = useCall('roster.similar', about, {
    enabled: about.name !== '' || about.phone !== null || about.email !== null,
    placeholderData: (before) => before,
  }).data?.people;
  const people = name.trim() === '' && phone.trim() === '' && email.trim() === '' ? [] : (similar ?? []);
  const add = useWrite('roster.addLearner', {
    onSuccess: ({ id }) => {
      done(t('roster:add.done', { name: name.trim() }));
      onClose();
      onAdded?.(id);
    },
  });
  const phoneFault = fieldFault(add.error, 'phone');
  const emailFault = fieldFault(add.error, 'email');
  return (
    <Form
      title={t('roster:add.title')}
      submit={t(people.length > 0 ? 'roster:add.go_anyway' : 'roster:add.go')}
      busy={add.isPending}
      error={phoneFault || emailFault ? null : add.error}
      disabled={name.trim() === ''}
      size={520}
      onClose={onClose}
      onSubmit={() =>
        add.mutate({
          name: name.trim(),
          phone: phone.trim() || null,
          email: email.trim() || null,
          enroll: cohortId !== null && start !== null ? { cohortId, startsOn: start } : null,
        })
      }
    >
      <TextInput
        data-autofocus
        label={t('roster:add.name')}
        dir="auto"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('roster:add.phone')}
          description={t('optional')}
          type="tel"
          autoComplete="off"
          maxLength={60}
          value={phone}
          error={phoneFault && t('roster:errors.phone_impossible')}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <TextInput
          label={t('roster:add.email')}
          description={t('optional')}
          type="email"
          autoComplete="off"
          maxLength={254}
          value={email}
          error={emailFault && t('roster:errors.email_invalid')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t('roster:add.cohort')}
          placeholder={t('roster:add.cohort_none')}
          clearable
          data={cohorts.map((cohort) => ({ value: cohort.id, label: cohort.name }))}
          value={cohortId}
          onChange={setCohortId}
        />
        <DateField
          label={t('roster:add.starts')}
          disabled={cohortId === null}
          value={cohortId === null ? null : start}
          onChange={setStartsOn}
        />
      </Group>
      {people.length > 0 && <Similar people={people} onOpen={onClose} />}
    </Form>
  );
}

/** The cohort's first day if it is still to come, else today. */
function laterOf(cohortStart: string | null, today: string | null): string | null {
  return cohortStart !== null && today !== null && cohortStart > today ? cohortStart : today;
}

function Similar({ people, onOpen }: { people: Output<'roster.similar'>['people']; onOpen: () => void }) {
  const t = useWords();
  return (
    <section className={styles.similar} aria-live="polite">
      <h3>{t('roster:add.similar')}</h3>
      <p>{t('roster:add.similar_text')}</p>
      <ul>
        {people.map((person) => (
          <li key={person.id}>
            <span>
              <b dir="auto">{person.name}</b>
              <br />
              <span className={styles.why}>
                {[...person.same.map((one) => t(`roster:add.same_${one}`)), ...person.cohorts].join(' · ')}
              </span>
            </span>
            <Button component={Link} href={`/learners/${person.id}`} variant="default" onClick={onOpen}>
              {t('roster:change.open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
