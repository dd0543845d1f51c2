import { Alert, Button, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { heldMinutes, plannedMinutes } from '../../shared/rules/outcome.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useLocalTime } from '../app/use-local-time.ts';
import { useDone } from '../app/use-undo.tsx';
import { numberText, useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { TimeField } from '../ui/time-field.tsx';
import { GapsField, gapsOf, type Reason, reasons, type TypedGap, typedGaps } from './gaps-field.tsx';

type Session = Output<'sessions.get'>;
type Outcome = Session['outcome'];

interface Props {
  opened: boolean;
  onClose: () => void;
  session: Session;
  why: string | null;
}

/** How class went: in full, with pauses, an early end, or none at all. Minutes not held count against nobody. */
export function OutcomeEditor({ opened, onClose, session, why }: Props) {
  const t = useWords();
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('attendance:interrupt.title')} size={560}>
      {opened && <Editor session={session} why={why} onDone={onClose} />}
    </DialogFrame>
  );
}

type Choice = 'pauses' | 'stopped' | 'cancelled' | 'whole';

function choiceFor({ kind }: Outcome): Choice {
  if (kind === 'stopped_early') return 'stopped';
  if (kind === 'cancelled') return 'cancelled';
  return kind === 'held' ? 'whole' : 'pauses';
}

function Editor({ session, why, onDone }: { session: Session; why: string | null; onDone: () => void }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const now = useLocalTime();
  const before = session.outcome;
  const here = (): string =>
    now() >= session.startsAt && now() <= session.endsAt ? now() : session.startsAt;
  const [choice, setChoice] = useState<Choice>(() => choiceFor(before));
  const [gaps, setGaps] = useState<TypedGap[]>(() =>
    before.gaps.length > 0 || before.kind === 'stopped_early'
      ? typedGaps(before.gaps)
      : [{ key: 0, from: here(), to: '', reason: 'power' }],
  );
  const [stoppedAt, setStoppedAt] = useState(before.stoppedAt ?? here());
  const [reason, setReason] = useState<Reason>(before.reason ?? 'power');
  const store = useWrite('sessions.setOutcome', {
    onSuccess: () => {
      onDone();
      done(t('attendance:interrupt.stored'));
    },
  });

  const outcome = (): Outcome => {
    const none = { gaps: [], stoppedAt: null, reason: null };
    if (choice === 'cancelled') return { ...none, kind: 'cancelled', reason };
    // Only pauses that begin while class goes on can have been in it.
    if (choice === 'stopped')
      return {
        kind: 'stopped_early',
        gaps: gapsOf(gaps.filter((gap) => gap.to !== '')),
        stoppedAt,
        reason,
      };
    if (choice === 'pauses' && gaps.length > 0) return { ...none, kind: 'interrupted', gaps: gapsOf(gaps) };
    return { ...none, kind: choice === 'whole' ? 'held' : 'planned' };
  };
  const whole = (choice !== 'pauses' && choice !== 'stopped') || gaps.every((gap) => gap.from !== '');
  const held = heldMinutes(session, outcome());
  const owed = plannedMinutes(session) - held;

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (whole) store.mutate({ sessionId: session.id, outcome: outcome(), ...(why ? { why } : {}) });
      }}
    >
      <Stack>
        <Radio.Group
          value={choice}
          onChange={(value) => setChoice(value as Choice)}
          aria-label={t('attendance:interrupt.title')}
        >
          <Stack gap="xs">
            {(['pauses', 'stopped', 'cancelled', 'whole'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`attendance:interrupt.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {choice === 'pauses' && <GapsField gaps={gaps} next={here} onChange={setGaps} />}
        {(choice === 'stopped' || choice === 'cancelled') && (
          <Group grow align="flex-end">
            {choice === 'stopped' && (
              <TimeField
                label={t('attendance:interrupt.at')}
                value={stoppedAt}
                onChange={(time) => setStoppedAt(time)}
              />
            )}
            <Select
              label={t('attendance:interrupt.why')}
              data={reasons.map((code) => ({ value: code, label: t(`sessions:reasons.${code}`) }))}
              value={reason}
              allowDeselect={false}
              onChange={(value) => setReason((value ?? 'other') as Reason)}
            />
          </Group>
        )}
        {choice === 'stopped' && before.gaps.length > 0 && (
          <GapsField gaps={gaps} next={here} onChange={setGaps} />
        )}
        {choice === 'pauses' && gaps.some((gap) => gap.to === '') && (
          <Text size="xs" c="dimmed">
            {t('attendance:interrupt.open_end')}
          </Text>
        )}
        <Text size="sm" aria-live="polite" data-held-preview={held}>
          {t('sessions:session.held_of', {
            held: numberText(held),
            planned: numberText(plannedMinutes(session)),
          })}
          {owed > 0 && choice !== 'whole' && ` · ${t('sessions:todos.owed', { count: owed })}`}
        </Text>
        {store.isError && <Alert color="red">{fault(store.error)}</Alert>}
        <Group justify="flex-end">
          <Button type="submit" loading={store.isPending} disabled={!whole}>
            {t('attendance:interrupt.store')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
