import { Button } from '@mantine/core';
import { IconClock, IconCopy, IconEyeOff, IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { mayDo } from '../../shared/rules/permissions.ts';
import { useWrite } from '../app/client.ts';
import { instantText, useWords } from '../app/words.ts';
import { remember, useDoorMemory } from './door-memory.ts';
import { fullDate } from './full-date.ts';
import styles from './notices.module.css';

/** What everybody at this laptop should know before they go on: a wrong clock, a copied database, records of a newer version. */
export function Notices({ state }: { state: Output<'center.state'> }) {
  const t = useWords();
  const { openedByCode } = useDoorMemory();
  const acknowledge = useWrite('center.acknowledgeNewDevice');
  const { clockBehind, me } = state;
  return (
    <>
      {clockBehind && (
        <Notice icon={<IconClock size={18} stroke={1.7} aria-hidden />}>
          {t('center:notices.clock', {
            now: instantText(clockBehind.now, fullDate),
            newest: instantText(clockBehind.newest, fullDate),
          })}
        </Notice>
      )}
      {state.newDevice && (
        <Notice
          calm
          icon={<IconCopy size={18} stroke={1.7} aria-hidden />}
          action={
            <Button
              size="xs"
              variant="default"
              loading={acknowledge.isPending}
              onClick={() => acknowledge.mutate({})}
            >
              {t('center:notices.understood')}
            </Button>
          }
        >
          {t('center:notices.newDevice', { name: state.device?.name ?? '' })}
        </Notice>
      )}
      {state.unknownChanges > 0 && (
        <Notice calm icon={<IconEyeOff size={18} stroke={1.7} aria-hidden />}>
          {t('center:notices.unknown', { count: state.unknownChanges })}
        </Notice>
      )}
      {openedByCode && me && mayDo(me.role, 'keys.change') && (
        <Notice
          icon={<IconKey size={18} stroke={1.7} aria-hidden />}
          action={
            <>
              <Button size="xs" variant="default" component={Link} href="/settings/safety">
                {t('center:notices.setPassphrase')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => remember({ openedByCode: false })}
              >
                {t('center:notices.notNow')}
              </Button>
            </>
          }
        >
          {t('center:notices.openedByCode')}
        </Notice>
      )}
    </>
  );
}

function Notice({
  icon,
  calm,
  action,
  children,
}: {
  icon: ReactNode;
  calm?: boolean;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone={calm ? 'calm' : undefined} role="status">
      {icon}
      <span>{children}</span>
      {action}
    </div>
  );
}
