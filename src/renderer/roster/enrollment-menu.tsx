import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconArrowRight,
  IconCalendarEvent,
  IconCertificate,
  IconDoorExit,
  IconDots,
  IconPlayerPause,
  IconUser,
  IconUserOff,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { EnrollmentStatus } from '../../shared/rules/learner.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import type { Asking, Member } from './change-enrollment.tsx';
import room from './room.module.css';

interface Props {
  member: Member;
  status: EnrollmentStatus;
  /** Whether the menu also leads to her page. */
  link?: boolean;
  onAsk: (change: Asking) => void;
}

/** What can become of an enrollment. What needs an answer first is asked by the screen. */
export function EnrollmentMenu({ member, status, link = false, onAsk }: Props) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const [, navigate] = useLocation();
  const { learnerId, cohortId, name } = member;
  const onError = (error: unknown): string => notifications.show({ message: fault(error), color: 'red' });
  const unenroll = useWrite('roster.unenroll', {
    onSuccess: () => done(t('roster:change.unenroll_done')),
    onError,
  });
  const within = status === 'enrolled' || status === 'returned';
  const size = 16;
  return (
    <Menu position="bottom-end" width={250} transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <ActionIcon size={44} aria-label={t('roster:change.menu', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {link && (
          <>
            <Menu.Item
              leftSection={<IconUser size={size} />}
              onClick={() => navigate(`/learners/${learnerId}`)}
            >
              {t('roster:change.open')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        {!within && (
          <Menu.Item
            leftSection={<IconArrowBackUp size={size} className={room.flip} />}
            onClick={() => onAsk('back')}
          >
            {t('roster:change.back')}
          </Menu.Item>
        )}
        {within && (
          <Menu.Item leftSection={<IconPlayerPause size={size} />} onClick={() => onAsk('pause')}>
            {t('roster:change.pause')}
          </Menu.Item>
        )}
        {(within || status === 'paused') && (
          <>
            <Menu.Item
              leftSection={<IconArrowRight size={size} className={room.flip} />}
              onClick={() => onAsk('transfer')}
            >
              {t('roster:change.transfer')}
            </Menu.Item>
            <Menu.Item leftSection={<IconCertificate size={size} />} onClick={() => onAsk('complete')}>
              {t('roster:change.complete')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconDoorExit size={size} className={room.flip} />}
              onClick={() => onAsk('leave')}
            >
              {t('roster:change.leave')}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconCalendarEvent size={size} />} onClick={() => onAsk('start')}>
          {t('roster:change.start')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUserOff size={size} />}
          onClick={() => unenroll.mutate({ learnerId, cohortId })}
        >
          {t('roster:change.unenroll')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
