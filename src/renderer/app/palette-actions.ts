import {
  IconArchive,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconFileImport,
  IconHelp,
  IconInfoCircle,
  IconKey,
  IconLock,
  IconMoon,
  IconSun,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import type { Permission } from '../../shared/rules/permissions.ts';
import { call } from './bridge.ts';

/** What can be done from anywhere, by the words of the catalogs that name it. */
export interface Action {
  /** Keys of its name: one, or a heading and a choice under it. */
  words: readonly string[];
  icon: typeof IconLock;
  may: Permission;
  /** A screen, or what happens. */
  to: string | ((ways: Ways) => void);
  keys?: string;
}

/** What only the shell can do. */
export interface Ways {
  undo(): void;
  redo(): void;
  help(): void;
}

const theme = (name: 'light' | 'dark') => () => void call('center.setAppearance', { theme: name });

export const actions: readonly Action[] = [
  { words: ['roster:cohorts.import'], icon: IconFileImport, may: 'roster.import', to: '/import' },
  { words: ['center:people.add'], icon: IconUsers, may: 'people.manage', to: '/settings/people' },
  { words: ['center:backups.now'], icon: IconArchive, may: 'backup.make', to: '/settings/safety' },
  { words: ['center:keys.changePassphrase'], icon: IconKey, may: 'keys.change', to: '/settings/safety' },
  {
    words: ['app:places.settings', 'center:settings.you'],
    icon: IconUser,
    may: 'desk.use',
    to: '/settings/you',
  },
  {
    words: ['app:places.settings', 'center:settings.about'],
    icon: IconInfoCircle,
    may: 'desk.use',
    to: '/settings/about',
  },
  {
    words: ['app:keys.undo'],
    icon: IconArrowBackUp,
    may: 'desk.use',
    to: (ways) => ways.undo(),
    keys: 'Ctrl Z',
  },
  {
    ...{ words: ['app:keys.redo'], icon: IconArrowForwardUp, may: 'desk.use', keys: 'Ctrl Shift Z' },
    to: (ways) => ways.redo(),
  },
  { words: ['app:theme', 'app:theme_light'], icon: IconSun, may: 'desk.use', to: theme('light') },
  { words: ['app:theme', 'app:theme_dark'], icon: IconMoon, may: 'desk.use', to: theme('dark') },
  { words: ['app:help'], icon: IconHelp, may: 'desk.use', to: (ways) => ways.help(), keys: '?' },
  {
    ...{ words: ['app:lock'], icon: IconLock, may: 'desk.use', keys: 'Ctrl L' },
    to: () => void call('center.lock', {}),
  },
];
