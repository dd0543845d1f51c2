import { Alert, Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useLocalTime } from '../app/use-local-time.ts';
import { useDone } from '../app/use-undo.tsx';
import { timeText, useWords } from '../app/words.ts';
import styles from './roll.module.css';

type Session = Output<'sessions.get'>;
type Outcome = Session['outcome'];
const reasons = ['power', 'alarm', 'instructor', 'other'] as const;
type Reason = (typeof reasons)[number];

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

interface Props {
  opened: boolean;
  onClose: () => void;
  session: Session;
  why: string | null;
}

/** How class went: a pause, an early end, or none at all. Minutes not held count against nobody. */
export function Interrupted({ opened, onClose, session, why }: Props) {
  const t = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('attendance:interrupt.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {opened && <HowItWent session={session} why={why} onDone={onClose} />}
    </Modal>
  );
}

type Choice = 'pause' | 'resume' | 'stopped' | 'cancelled' | 'held';

function HowItWent({ session, why, onDone }: { session: Session; why: string | null; onDone: () => void }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const now = useLocalTime();
  const open = session.outcome.gaps.find((gap) => gap.to === null);
  const within = now() >= session.startsAt && now() <= session.endsAt;
  const [choice, setChoice] = useState<Choice>(open ? 'resume' : 'pause');
  const [from, setFrom] = useState(within ? now() : session.startsAt);
  const [to, setTo] = useState(open && within ? now() : '');
  const [reason, setReason] = useState<Reason>('power');
  const store = useWrite('sessions.setOutcome', {
    onSuccess: () => {
      onDone();
      done(t('attendance:interrupt.stored'));
    },
  });

  const outcome = (): Outcome => {
    const { gaps } = session.outcome;
    if (choice === 'pause')
      return { ...session.outcome, kind: 'interrupted', gaps: [...gaps, { from, to: to || null, reason }] };
    if (choice === 'resume') {
      return {
        ...session.outcome,
        kind: 'interrupted',
        gaps: gaps.map((gap) => (gap === open ? { ...gap, to: to || now() } : gap)),
      };
    }
    if (choice === 'stopped') return { kind: 'stopped_early', gaps, stoppedAt: from, reason };
    if (choice === 'cancelled') return { kind: 'cancelled', gaps: [], stoppedAt: null, reason };
    return { kind: 'held', gaps: [], stoppedAt: null, reason: null };
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        store.mutate({ sessionId: session.id, outcome: outcome(), ...(why ? { why } : {}) });
      }}
    >
      <Stack>
        {session.outcome.gaps.length > 0 && (
          <Text size="sm" c="dimmed">
            {session.outcome.gaps
              .map(
                (gap) =>
                  `${timeText(gap.from)}–${gap.to ? timeText(gap.to) : '…'} (${t(`sessions:reasons.${gap.reason}`)})`,
              )
              .join(' · ')}
          </Text>
        )}
        <Radio.Group
          value={choice}
          onChange={(value) => setChoice(value as Choice)}
          aria-label={t('attendance:interrupt.title')}
        >
          <Stack gap="xs">
            {open && (
              <Radio value="resume" label={t('attendance:interrupt.resume', { time: timeText(open.from) })} />
            )}
            {!open && <Radio value="pause" label={t('attendance:interrupt.pause')} />}
            <Radio value="stopped" label={t('attendance:interrupt.stopped')} />
            <Radio value="cancelled" label={t('attendance:interrupt.cancelled')} />
            {session.outcome.kind !== 'planned' && (
              <Radio value="held" label={t('attendance:interrupt.held')} />
            )}
          </Stack>
        </Radio.Group>
        {choice !== 'held' && (
          <Group grow align="flex-end">
            {(choice === 'pause' || choice === 'stopped') && (
              <TextInput
                type="time"
                label={t(choice === 'pause' ? 'attendance:interrupt.from' : 'attendance:interrupt.at')}
                value={from}
                onChange={(event) => setFrom(event.currentTarget.value)}
                required
              />
            )}
            {(choice === 'pause' || choice === 'resume') && (
              <TextInput
                type="time"
                label={t('attendance:interrupt.to')}
                value={to}
                onChange={(event) => setTo(event.currentTarget.value)}
                required={choice === 'resume'}
              />
            )}
            {choice !== 'resume' && (
              <Select
                label={t('attendance:interrupt.why')}
                data={reasons.map((code) => ({ value: code, label: t(`sessions:reasons.${code}`) }))}
                value={reason}
                allowDeselect={false}
                onChange={(value) => setReason((value ?? 'other') as Reason)}
              />
            )}
          </Group>
        )}
        {choice === 'pause' && to === '' && (
          <Text size="xs" c="dimmed">
            {t('attendance:interrupt.open_end')}
          </Text>
        )}
        {store.isError && <Alert color="red">{fault(store.error)}</Alert>}
        <Group justify="flex-end">
          <Button type="submit" loading={store.isPending}>
            {t('attendance:interrupt.store')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
