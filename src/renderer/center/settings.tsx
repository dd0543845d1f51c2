import { VisuallyHidden } from '@mantine/core';
import {
  IconBook2,
  IconBuilding,
  IconInfoCircle,
  IconShieldLock,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link, useParams } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { mayDo, type Role } from '../../shared/rules/permissions.ts';
import { useCall } from '../app/client.ts';
import { NotHere } from '../app/not-here.tsx';
import { useWords } from '../app/words.ts';
import { onDemand } from '../ui/on-demand.tsx';
import { Where } from '../ui/where.tsx';
import styles from './settings.module.css';
import { About } from './settings-about.tsx';
import { CenterSettings } from './settings-center.tsx';
import { People } from './settings-people.tsx';
import { Safety } from './settings-safety.tsx';
import { You } from './settings-you.tsx';

type State = Output<'center.state'>;

const Programs = onDemand(() => import('../programs/programs.tsx'), 'Programs');

export interface PartProps {
  state: State;
  me: NonNullable<State['me']>;
}

const parts = [
  { key: 'you', icon: IconUser, screen: You, may: (_role: Role) => true },
  { key: 'people', icon: IconUsers, screen: People, may: (role: Role) => mayDo(role, 'substitute.letIn') },
  {
    key: 'center',
    icon: IconBuilding,
    screen: CenterSettings,
    may: (role: Role) => mayDo(role, 'center.edit'),
  },
  { key: 'programs', icon: IconBook2, screen: Programs, may: (role: Role) => mayDo(role, 'program.edit') },
  { key: 'safety', icon: IconShieldLock, screen: Safety, may: (role: Role) => mayDo(role, 'backup.make') },
  { key: 'about', icon: IconInfoCircle, screen: About, may: (_role: Role) => true },
] as const;

export function Settings() {
  const t = useWords();
  const { part: chosen = 'you' } = useParams<{ part?: string }>();
  const state = useCall('center.state', {}).data;
  const me = state?.me;
  if (!state || !me) return null;
  const mine = parts.filter((part) => part.may(me.role));
  const part = mine.find((one) => one.key === chosen);
  if (!part) return <NotHere />;
  const title = t(`center:settings.${part.key}`);
  return (
    <div className={styles.settings}>
      <Where>
        {t('places.settings')} · {title}
      </Where>
      <nav className={styles.parts} aria-label={t('places.settings')}>
        {mine.map(({ key, icon: Icon }) => (
          <Link
            key={key}
            href={`/settings/${key}`}
            className={styles.part ?? ''}
            aria-current={key === part.key ? 'page' : undefined}
          >
            <Icon size={17} stroke={1.7} aria-hidden />
            {t(`center:settings.${key}`)}
          </Link>
        ))}
      </nav>
      <div className={styles.content}>
        <VisuallyHidden component="h1">{title}</VisuallyHidden>
        <part.screen state={state} me={me} />
      </div>
    </div>
  );
}
