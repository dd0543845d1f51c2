import { Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { dateText, useWords } from '../app/words.ts';
import { Form } from '../roster/form.tsx';

type Session = Output<'sessions.get'>;
type Row = Output<'attendance.roll'>['rows'][number];

/** Walk-ins of a roll who are in its cohort neither now nor before. Only for those who may see the roster. */
export function useStrangers(session: Session | undefined, rows: readonly Row[], enabled: boolean): Row[] {
  const walkIns = rows.filter((row) => row.walkIn);
  const cohort = useCall(
    'roster.cohort',
    { cohortId: session?.cohortId ?? '' },
    { enabled: enabled && session !== undefined && walkIns.length > 0 },
  );
  if (!cohort.data) return [];
  const known = new Set(cohort.data.people.map((person) => person.id));
  return walkIns.filter((row) => !known.has(row.learnerId));
}

/** After class: who walked in can be enrolled from this date on, or not. */
export function EnrollWalkIns({
  session,
  strangers,
  onClose,
}: {
  session: Session;
  strangers: readonly Row[];
  onClose: () => void;
}) {
  const t = useWords();
  const done = useDone();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = strangers.filter((row) => !left.has(row.learnerId)).map((row) => row.learnerId);
  const enroll = useWrite('roster.enroll', {
    onSuccess: ({ enrolled }) => {
      done(t('attendance:walk_ins.done', { count: enrolled }));
      onClose();
    },
  });
  return (
    <Form
      title={t('attendance:walk_ins.title', { count: strangers.length })}
      text={t('attendance:walk_ins.text', { cohort: session.cohortName, date: dateText(session.date) })}
      submit={t('attendance:walk_ins.submit', { count: chosen.length })}
      busy={enroll.isPending}
      error={enroll.error}
      disabled={chosen.length === 0}
      onClose={onClose}
      onSubmit={() =>
        enroll.mutate({ learnerIds: chosen, cohortId: session.cohortId, startsOn: session.date })
      }
    >
      <Stack gap="xs">
        {strangers.map((row) => (
          <Checkbox
            key={row.learnerId}
            label={<bdi>{row.name}</bdi>}
            checked={!left.has(row.learnerId)}
            onChange={(event) => {
              const next = new Set(left);
              if (event.currentTarget.checked) next.delete(row.learnerId);
              else next.add(row.learnerId);
              setLeft(next);
            }}
          />
        ))}
      </Stack>
    </Form>
  );
}
