import { Alert, Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useMay } from '../app/use-may.ts';
import { instantText, useWords } from '../app/words.ts';
import { EnrollWalkIns, useStrangers } from './enroll-walk-ins.tsx';
import { Paused } from './interruption.tsx';
import styles from './roll.module.css';
import type { RollRow } from './use-roll.ts';

interface Props {
  session: Output<'sessions.get'>;
  rows: readonly RollRow[];
  removed: Output<'attendance.roll'>['removed'];
  why: string | null;
  children: ReactNode;
}

/** What must be known above the rows: the roll is closed, class is paused or off, somebody came who is not enrolled. */
export function RollNotices({ session, rows, removed, why, children }: Props) {
  const t = useWords();
  return (
    <div className={styles.notice}>
      {children}
      <Paused session={session} why={why} />
      {session.outcome.kind === 'cancelled' && <Alert mb="xs">{t('attendance:cancelled')}</Alert>}
      {session.outcome.kind === 'moved' && <Alert mb="xs">{t('attendance:moved')}</Alert>}
      {removed && (
        <Alert mb="xs" py={6} color="gray">
          {removed.by === null
            ? t('attendance:removed.by_nobody', { when: instantText(removed.at) })
            : t('attendance:removed.by', { by: removed.by, when: instantText(removed.at) })}
        </Alert>
      )}
      {session.closedAt !== null && <Strangers session={session} rows={rows} />}
    </div>
  );
}

function Strangers({ session, rows }: Pick<Props, 'session' | 'rows'>) {
  const t = useWords();
  const [asking, setAsking] = useState(false);
  const strangers = useStrangers(session, rows, useMay('roster.edit'));
  if (strangers.length === 0) return null;
  return (
    <Alert mb="xs" py={6} icon={<IconUserPlus size={16} />} color="gray" data-strangers>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t('attendance:walk_ins.notice', { count: strangers.length })}</Text>
        <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
          {t('attendance:walk_ins.open')}
        </Button>
      </Group>
      {asking && <EnrollWalkIns session={session} strangers={strangers} onClose={() => setAsking(false)} />}
    </Alert>
  );
}
