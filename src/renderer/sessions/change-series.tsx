import { Group } from '@mantine/core';
import { useState } from 'react';
import type { Input, Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { dateText, useWords } from '../app/words.ts';
import { DateField } from '../roster/date-field.tsx';
import { Form } from '../roster/form.tsx';
import { AboutFields, tidied } from './about-fields.tsx';
import styles from './foreseen.module.css';
import { LaterPreview } from './later-preview.tsx';
import { SlotsField } from './slots-field.tsx';

interface Props {
  session: Output<'sessions.get'>;
  series: NonNullable<Output<'sessions.series'>['series']>;
  onClose: () => void;
}

/** This session of a series and all later ones: days, times, end, and what they are. */
export function ChangeSeries({ session, series, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const { title, kind, room, instructorId, slots, to } = series;
  const [plan, setPlan] = useState({ title, kind, room, instructorId, slots, to });
  const save = useWrite('sessions.changeLater', {
    onSuccess: ({ changed, added, removed }) => {
      done(t('sessions:later.done', { count: changed + added + removed }));
      onClose();
    },
  });
  const possible =
    plan.slots.length > 0 &&
    plan.slots.every((slot) => slot.startsAt !== '' && slot.startsAt < slot.endsAt) &&
    plan.to >= session.date;
  const input: Input<'sessions.changeLater'> = {
    sessionId: session.id,
    change: { how: 'edit', plan: tidied(plan) },
  };
  return (
    <Form
      title={t('sessions:later.title', { date: dateText(session.date) })}
      text={t('sessions:later.text')}
      submit={t('sessions:later.submit')}
      size={940}
      busy={save.isPending}
      error={save.error}
      disabled={!possible}
      onClose={onClose}
      onSubmit={() => save.mutate(input)}
    >
      <AboutFields
        about={plan}
        cohortId={session.cohortId}
        onChange={(part) => setPlan((old) => ({ ...old, ...part }))}
      />
      <Group align="flex-start" gap="lg" wrap="nowrap">
        <SlotsField slots={plan.slots} onChange={(next) => setPlan((old) => ({ ...old, slots: next }))} />
        <div className={styles.side}>
          <DateField
            label={t('sessions:series.to')}
            value={plan.to}
            onChange={(value) => value && setPlan((old) => ({ ...old, to: value }))}
          />
          <LaterPreview change={input} off={!possible} />
        </div>
      </Group>
    </Form>
  );
}
