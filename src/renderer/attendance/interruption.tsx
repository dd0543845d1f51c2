import { Alert, Button, Group, Text } from '@mantine/core';
import { IconBolt, IconPlayerPause } from '@tabler/icons-react';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useLocalTime } from '../app/use-local-time.ts';
import { useDone } from '../app/use-undo.tsx';
import { timeText, useWords } from '../app/words.ts';
import styles from './roll.module.css';

type Session = Output<'sessions.get'>;

/** After a power cut: what is saved, and the one question that only a person can answer. */
export function HowClassWentOn({ sessionId }: { sessionId: string }) {
  const t = useWords();
  const fault = useFault();
  const now = useLocalTime();
  const { data } = useCall('sessions.interruption', {});
  const answer = useWrite('sessions.answerInterruption');
  const mine = data?.stop?.sessions.find((session) => session.sessionId === sessionId);
  if (!data?.stop || !mine) return null;
  const { at } = data.stop;
  const say = (how: 'went_on' | 'paused' | 'ended', resumedAt: string | null = null) =>
    answer.mutate({ sessionId, answer: how, resumedAt });
  return (
    <Alert
      className={styles.ask}
      icon={<IconBolt size={18} />}
      color="orange"
      mb="sm"
      py={8}
      data-interruption
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={600}>
          {t('attendance:cut.text', { time: timeText(at), count: mine.saved })}
        </Text>
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => say('went_on')}>
            {t('attendance:cut.went_on')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => say('paused', now() >= at ? now() : null)}
          >
            {t('attendance:cut.paused')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => say('ended')}>
            {t('attendance:cut.ended', { time: timeText(at) })}
          </Button>
        </Group>
      </Group>
      {answer.isError && <Text size="sm">{fault(answer.error)}</Text>}
    </Alert>
  );
}

/** While a pause lasts: since when and why, and the one key that ends it. */
export function Paused({ session, why }: { session: Session; why: string | null }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const now = useLocalTime();
  const store = useWrite('sessions.setOutcome', {
    onSuccess: () => done(t('attendance:paused.resumed')),
  });
  const { outcome } = session;
  const open = outcome.gaps.find((gap) => gap.to === null);
  if (!open || outcome.kind !== 'interrupted') return null;
  const resume = (): void => {
    // Afterwards, in the evening say, the pause lasted to the end of class.
    const to = now() < open.from || now() > session.endsAt ? session.endsAt : now();
    const gaps = outcome.gaps.map((gap) => (gap === open ? { ...gap, to } : gap));
    store.mutate({ sessionId: session.id, outcome: { ...outcome, gaps }, ...(why ? { why } : {}) });
  };
  return (
    <Alert
      className={styles.ask}
      icon={<IconPlayerPause size={18} />}
      color="orange"
      mb="sm"
      py={8}
      data-paused
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={600}>
          {t('attendance:paused.text', {
            time: timeText(open.from),
            reason: t(`sessions:reasons.${open.reason}`),
          })}
        </Text>
        <Button size="compact-sm" loading={store.isPending} onClick={resume} data-resume>
          {t(`attendance:paused.over.${open.reason}`)}
        </Button>
      </Group>
      {store.isError && <Text size="sm">{fault(store.error)}</Text>}
    </Alert>
  );
}
