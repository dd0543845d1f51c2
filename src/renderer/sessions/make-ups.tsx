import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { dateText, timeText, useWords } from '../app/words.ts';
import { DateField } from '../roster/date-field.tsx';
import { Form } from '../roster/form.tsx';
import { TimeField } from '../ui/time-field.tsx';
import { withComma } from '../ui/with-comma.ts';
import { outcomeText } from './outcome-text.tsx';
import styles from './session.module.css';

type View = Output<'sessions.get'>;
type Slot = NonNullable<Output<'sessions.makeUp'>['free']>;

/** What a class owes, when it is made up, and the slot that is free for it. */
export function MakeUps({ session }: { session: View }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const { data } = useCall('sessions.makeUp', { sessionId: session.id });
  const [asking, setAsking] = useState<'plan' | 'waive' | null>(null);
  const plan = useWrite('sessions.planMakeUp', { onSuccess: () => done(t('sessions:make_up.done')) });
  const restore = useWrite('sessions.waiveMakeUp');
  if (!data || session.makeUpFor || (session.owedMinutes === 0 && data.makeUps.length === 0)) return null;
  const { free, makeUps } = data;
  const owed = session.owedMinutes > 0;
  return (
    <section className={styles.card} aria-label={t('sessions:make_up.title')}>
      <h2>{t('sessions:make_up.title')}</h2>
      {owed && <p className={styles.owed}>{t('sessions:todos.owed', { count: session.owedMinutes })}</p>}
      {makeUps.map((one) => (
        <Link key={one.id} href={`/sessions/${one.id}`} className={styles.makeUp}>
          <span>{withComma(dateText(one.date), `${timeText(one.startsAt)}–${timeText(one.endsAt)}`)}</span>
          <span className={styles.quiet}>{outcomeText(one, t)}</span>
        </Link>
      ))}
      {owed && session.waived !== null && (
        <>
          <p className={styles.quiet}>{t('sessions:make_up.waived', { why: session.waived })}</p>
          <Button
            mt="xs"
            size="compact-sm"
            variant="subtle"
            onClick={() => restore.mutate({ sessionId: session.id, why: null })}
          >
            {t('sessions:make_up.restore')}
          </Button>
        </>
      )}
      {owed && session.waived === null && (
        <>
          <p className={styles.quiet}>
            {free
              ? t('sessions:todos.free', { day: dateText(free.date), time: timeText(free.startsAt) })
              : t('sessions:todos.no_free')}
          </p>
          <div className={styles.actions}>
            {free && (
              <Button
                loading={plan.isPending}
                onClick={() => plan.mutate({ sessionId: session.id, ...free })}
                data-plan-make-up
              >
                {t('sessions:todos.make_up_verb')}
              </Button>
            )}
            <Button variant="default" onClick={() => setAsking('plan')}>
              {t('sessions:make_up.other')}
            </Button>
            <Button variant="subtle" onClick={() => setAsking('waive')}>
              {t('sessions:make_up.waive')}
            </Button>
          </div>
        </>
      )}
      {plan.isError && <p role="alert">{fault(plan.error)}</p>}
      {asking === 'plan' && (
        <PlanMakeUp
          session={session}
          slot={free ?? { date: session.date, startsAt: session.startsAt, endsAt: session.endsAt }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'waive' && <Waive sessionId={session.id} onClose={() => setAsking(null)} />}
    </section>
  );
}

function PlanMakeUp({ session, slot, onClose }: { session: View; slot: Slot; onClose: () => void }) {
  const t = useWords();
  const done = useDone();
  const [when, setWhen] = useState(slot);
  const plan = useWrite('sessions.planMakeUp', {
    onSuccess: () => {
      done(t('sessions:make_up.done'));
      onClose();
    },
  });
  return (
    <Form
      title={t('sessions:make_up.other')}
      submit={t('sessions:todos.make_up_verb')}
      busy={plan.isPending}
      error={plan.error}
      disabled={when.startsAt === '' || when.endsAt <= when.startsAt}
      onClose={onClose}
      onSubmit={() => plan.mutate({ sessionId: session.id, ...when })}
    >
      <DateField
        data-autofocus
        label={t('sessions:date')}
        value={when.date}
        onChange={(date) => date && setWhen({ ...when, date })}
      />
      <TimeField
        label={t('sessions:starts')}
        value={when.startsAt}
        onChange={(time) => setWhen({ ...when, startsAt: time })}
      />
      <TimeField
        label={t('sessions:ends')}
        value={when.endsAt}
        onChange={(time) => setWhen({ ...when, endsAt: time })}
      />
    </Form>
  );
}

function Waive({ sessionId, onClose }: { sessionId: string; onClose: () => void }) {
  const t = useWords();
  const done = useDone();
  const [why, setWhy] = useState('');
  const waive = useWrite('sessions.waiveMakeUp', {
    onSuccess: () => {
      done(t('sessions:make_up.waive_done'));
      onClose();
    },
  });
  return (
    <Form
      title={t('sessions:make_up.waive')}
      text={t('sessions:make_up.waive_text')}
      submit={t('sessions:make_up.waive')}
      busy={waive.isPending}
      error={waive.error}
      disabled={why.trim() === ''}
      onClose={onClose}
      onSubmit={() => waive.mutate({ sessionId, why: why.trim() })}
    >
      <TextInput
        data-autofocus
        label={t('sessions:make_up.why')}
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </Form>
  );
}
