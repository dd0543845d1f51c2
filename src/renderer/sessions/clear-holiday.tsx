import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { dateText, timeText, useWords } from '../app/words.ts';
import { withComma } from '../ui/with-comma.ts';
import styles from './holidays.module.css';
import { SessionTitle } from './session-title.tsx';

type Choice = 'move' | 'cancel' | 'leave';

/** Classes on a new holiday, each with a proposal: to the first free slot, or cancelled. One act for all. */
export function ClearHoliday({
  stretch,
  onDone,
}: {
  stretch: { from: string; to: string };
  onDone: () => void;
}) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const classes = useCall('sessions.classesOn', stretch).data?.classes ?? [];
  const [byHand, setByHand] = useState<ReadonlyMap<string, Choice>>(new Map());
  const clear = useWrite('sessions.clearHoliday', {
    onSuccess: ({ moved, cancelled }) => {
      done(t('sessions:holidays.cleared', { moved, count: cancelled }));
      onDone();
    },
  });
  if (classes.length === 0) return null;
  const choiceOf = (id: string, free: object | null): Choice => byHand.get(id) ?? (free ? 'move' : 'cancel');
  const choices = classes.flatMap(({ session, free }) => {
    const choice = choiceOf(session.id, free);
    return choice === 'leave' ? [] : [{ id: session.id, to: choice === 'move' ? free : null }];
  });
  return (
    <Stack gap="xs" data-clear-holiday>
      <Text fw={620}>{t('sessions:holidays.classes', { count: classes.length })}</Text>
      <ul className={`${styles.list} ${styles.scroll}`}>
        {classes.map(({ session, free }) => (
          <li key={session.id} className={styles.line}>
            <span className={styles.class}>
              <SessionTitle session={session} /> · <bdi>{session.cohortName}</bdi>
              <br />
              <span className={styles.dates}>
                {withComma(dateText(session.date), timeText(session.startsAt))}
                {free &&
                  ` · ${t('sessions:todos.free', { day: dateText(free.date), time: timeText(free.startsAt) })}`}
              </span>
            </span>
            <SegmentedControl
              size="xs"
              data={[
                ...(free ? [{ value: 'move', label: t('sessions:holidays.move') }] : []),
                { value: 'cancel', label: t('sessions:holidays.cancel') },
                { value: 'leave', label: t('sessions:holidays.leave') },
              ]}
              value={choiceOf(session.id, free)}
              onChange={(value) => setByHand(new Map(byHand).set(session.id, value as Choice))}
            />
          </li>
        ))}
      </ul>
      {clear.isError && <p role="alert">{fault(clear.error)}</p>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('sessions:holidays.later')}
        </Button>
        <Button
          disabled={choices.length === 0}
          loading={clear.isPending}
          onClick={() => clear.mutate({ choices })}
        >
          {t('sessions:holidays.apply', { count: choices.length })}
        </Button>
      </Group>
    </Stack>
  );
}
