import { Alert, Group } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { weekdayOf } from '../../shared/rules/series.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DateField } from '../roster/date-field.tsx';
import { Form } from '../roster/form.tsx';
import { TimeField } from '../ui/time-field.tsx';
import { Flags } from './foreseen.tsx';
import { LaterPreview } from './later-preview.tsx';
import { type Scope, ScopeChoice } from './scope-choice.tsx';
import { startAt } from './slots-field.tsx';

interface Props {
  session: Output<'sessions.get'>;
  later: number;
  onClose: () => void;
}

/** Another date or time, for this session or for it and all later ones of its series. */
export function MoveSession({ session, later, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const [, navigate] = useLocation();
  const { id: sessionId, cohortId, title, kind, room, instructorId } = session;
  const [when, setWhen] = useState({
    date: session.date,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
  });
  const [scope, setScope] = useState<Scope>('one');
  const move = useWrite('sessions.move', {
    onSuccess: ({ sessionId: id }) => {
      done(t('sessions:move.done'));
      onClose();
      if (id !== sessionId) navigate(`/sessions/${id}`);
    },
  });
  const shift = useWrite('sessions.changeLater', {
    onSuccess: ({ changed }) => {
      done(t('sessions:later.done', { count: changed }));
      onClose();
    },
  });
  const same =
    when.date === session.date && when.startsAt === session.startsAt && when.endsAt === session.endsAt;
  const possible = when.startsAt !== '' && when.startsAt < when.endsAt;
  const slot = { weekday: weekdayOf(when.date), startsAt: when.startsAt, endsAt: when.endsAt };
  const pattern = { cohortId, title, kind, room, instructorId, from: when.date, to: when.date };
  const [foreseen] =
    useCall(
      'sessions.previewSeries',
      { ...pattern, slots: [slot] },
      { enabled: possible && !same && scope === 'one' },
    ).data?.dates ?? [];
  const change = { sessionId, change: { how: 'shift' as const, ...when } };
  return (
    <Form
      title={t('sessions:actions.move')}
      submit={t('sessions:actions.move')}
      size={620}
      busy={move.isPending || shift.isPending}
      error={move.error ?? shift.error}
      disabled={!possible || same}
      onClose={onClose}
      onSubmit={() => (scope === 'one' ? move.mutate({ sessionId, ...when }) : shift.mutate(change))}
    >
      <Group grow align="flex-start">
        <DateField
          data-autofocus
          label={t('sessions:date')}
          value={when.date}
          onChange={(date) => date && setWhen({ ...when, date })}
        />
        <TimeField
          label={t('sessions:starts')}
          value={when.startsAt}
          onChange={(time) => setWhen(startAt(when, time))}
        />
        <TimeField
          label={t('sessions:ends')}
          value={when.endsAt}
          onChange={(time) => setWhen({ ...when, endsAt: time })}
          error={!possible && t('sessions:errors.ends_before_start')}
        />
      </Group>
      <ScopeChoice later={later} scope={scope} onChange={setScope} />
      {scope === 'one' && session.recorded > 0 && <Alert color="orange">{t('sessions:move.begun')}</Alert>}
      {scope === 'one' && foreseen && (
        <Flags
          one={{
            ...foreseen,
            collisions: foreseen.collisions.filter((other) => other.sessionId !== sessionId),
          }}
        />
      )}
      {scope === 'later' && <LaterPreview change={change} off={!possible || same} />}
    </Form>
  );
}
