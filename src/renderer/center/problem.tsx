import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { instantText, useWords } from '../app/words.ts';
import { useFirstFocus } from '../ui/use-first-focus.ts';
import styles from './backups.module.css';
import { DoorCard } from './door-card.tsx';
import { fullDate } from './full-date.ts';
import { RestoreStep } from './restore-step.tsx';
import { TakeKeysStep } from './take-keys-step.tsx';

type Problem = NonNullable<Output<'center.state'>['problem']>;

/** Which ways on a problem has, besides trying again. */
const ways: Record<Problem['reason'], { restore: boolean; keys: boolean }> = {
  key_file_missing: { restore: true, keys: true },
  database_missing: { restore: true, keys: false },
  database_corrupt: { restore: true, keys: false },
  database_from_future: { restore: true, keys: false },
  disk_full: { restore: false, keys: false },
  read_only: { restore: false, keys: false },
  folder_unreadable: { restore: false, keys: false },
};

/** A state that the whole screen must talk about: what happened, what is safe, and the ways on. Never offers to delete. */
export function Problem({ problem }: { problem: Problem }): ReactNode {
  const t = useWords();
  const fault = useFault();
  const [step, setStep] = useState<'say' | 'restore' | 'keys'>('say');
  const [tried, setTried] = useState(false);
  const first = useFirstFocus<HTMLButtonElement>();
  const retry = useWrite('center.retry', {
    onSuccess: () => setTried(true),
    onMutate: () => setTried(false),
  });
  const anew = useWrite('center.beginAnew');
  if (step === 'restore') return <RestoreStep damaged onBack={() => setStep('say')} />;
  if (step === 'keys') return <TakeKeysStep onBack={() => setStep('say')} />;

  const { reason, backup } = problem;
  const way = ways[reason];
  // Where nothing at all is left, the backups beside it are gone too, and there is one way more.
  const said = problem.gone ? 'database_gone' : reason;
  const date = backup && instantText(backup.madeAt, fullDate);
  const restoreText = date ? t('center:problem.restoreOf', { date }) : t('center:problem.restore');
  const retryButton = { text: t('retry'), act: () => retry.mutate({}), busy: retry.isPending };
  const buttons = [
    ...(way.keys ? [{ text: t('center:problem.takeKeys'), act: () => setStep('keys'), busy: false }] : []),
    ...(way.restore && backup ? [] : [retryButton]),
    ...(way.restore ? [{ text: restoreText, act: () => setStep('restore'), busy: false }] : []),
    ...(way.restore && backup ? [retryButton] : []),
    ...(problem.gone
      ? [{ text: t('center:problem.beginAnew'), act: () => anew.mutate({}), busy: anew.isPending }]
      : []),
  ];
  return (
    <DoorCard
      title={t(`center:problem.${said}.title`)}
      above={
        <IconAlertTriangle
          size={28}
          stroke={1.6}
          color="var(--late)"
          aria-hidden
          style={{ marginBottom: 10 }}
        />
      }
    >
      <dl className={styles.facts}>
        <div>
          <dt>{t('center:problem.happened')}</dt>
          <dd>{t(`center:problem.${said}.happened`)}</dd>
        </div>
        <div>
          <dt>{t('center:problem.safe')}</dt>
          <dd>{t(`center:problem.${said}.safe`)}</dd>
        </div>
        <div>
          <dt>{t('center:problem.now')}</dt>
          <dd>{t(`center:problem.${said}.now`)}</dd>
        </div>
      </dl>
      <div className={styles.actions}>
        {buttons.map(({ text, act, busy }, index) => (
          <Button
            key={text}
            {...(index === 0 ? { ref: first } : {})}
            size="md"
            variant={index === 0 ? 'filled' : 'default'}
            loading={busy}
            onClick={act}
          >
            {text}
          </Button>
        ))}
      </div>
      <p className={styles.incident} role="status">
        {retry.error || anew.error
          ? fault(retry.error ?? anew.error)
          : tried
            ? t('center:problem.same')
            : null}
        {problem.incident && (
          <span style={{ display: 'block' }}>{t('center:problem.incident', { id: problem.incident })}</span>
        )}
      </p>
    </DoorCard>
  );
}
