import { ActionIcon, Avatar, Kbd, Menu, UnstyledButton } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  IconAlertTriangle,
  IconChecklist,
  IconCircleCheckFilled,
  IconHelp,
  IconLock,
  IconPackageExport,
  IconSearch,
  IconSettings,
  IconSun,
  IconTable,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { mayDo } from '../../shared/rules/permissions.ts';
import { initialsOf } from '../ui/initials.ts';
import { onDemand } from '../ui/on-demand.tsx';
import { call } from './bridge.ts';
import { askAhead } from './client.ts';
import { DiskNotice } from './disk-notice.tsx';
import { recent } from './recent.ts';
import { Notices, routes } from './routes.tsx';
import { useSaving } from './saving.ts';
import styles from './shell.module.css';
import { useStillHere } from './use-still-here.ts';
import { useUndo } from './use-undo.tsx';
import { useWhyUndo } from './why-undo-state.ts';
import { useWords } from './words.ts';

const Help = onDemand(() => import('./help.tsx'), 'Help');
const Palette = onDemand(() => import('./palette.tsx'), 'Palette');
const WhyUndo = onDemand(() => import('./why-undo.tsx'), 'WhyUndo');
const NotHere = onDemand(() => import('./not-here.tsx'), 'NotHere');
const SampleBanner = onDemand(() => import('../center/sample-banner.tsx'), 'SampleBanner');

type State = Output<'center.state'>;

const places = [
  { key: 'today', path: '/', icon: IconSun, may: 'desk.use' },
  { key: 'cohorts', path: '/cohorts', icon: IconUsers, may: 'roster.see' },
  { key: 'register', path: '/register', icon: IconTable, may: 'register.see' },
  { key: 'grading', path: '/grading', icon: IconChecklist, may: 'grade.see' },
  { key: 'learners', path: '/learners', icon: IconUser, may: 'roster.see' },
  { key: 'settings', path: '/settings', icon: IconSettings, may: 'backup.make' },
] as const;

/** The frame of every screen: places, what is saved, who is here. */
export function Shell({ state }: { state: State }) {
  const t = useWords();
  const [location, navigate] = useLocation();
  const [help, helpToggle] = useDisclosure(false);
  const { undo, redo } = useUndo();
  const asked = useWhyUndo();
  const [finding, findToggle] = useDisclosure(false);
  const ready = useRestoredScreen(state, location, navigate);
  useStillHere();
  // A note of what somebody did, with its undo, is not for whoever comes to the locked laptop.
  useEffect(() => () => notifications.clean(), []);
  const personId = state.me?.id ?? '';
  useEffect(() => recent.note(personId, location), [personId, location]);

  const role = state.me?.role;
  const mine = places.filter((place) => role !== undefined && mayDo(role, place.may));

  useWindowEvent('keydown', (event) => {
    const typing =
      event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
    if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const place = mine[Number(event.code.slice(5)) - 1];
      if (place) {
        event.preventDefault();
        navigate(place.path);
      }
    } else if ((event.ctrlKey || event.metaKey) && event.code === 'KeyK') {
      event.preventDefault();
      findToggle.open();
    } else if (event.ctrlKey && event.code === 'KeyL') {
      event.preventDefault();
      void call('center.lock', {});
    } else if (!typing && (event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
      event.preventDefault();
      // A key that is held down does not run through an evening's work.
      if (event.repeat) return;
      if (event.shiftKey) redo({ byKeys: true });
      else undo({ byKeys: true });
    } else if (!typing && event.key === '?') {
      event.preventDefault();
      helpToggle.toggle();
    }
  });

  return (
    <div className={styles.frame} data-banner={state.sample || undefined}>
      <a className={styles.skip} href="#content">
        {t('skip_to_content')}
      </a>
      {state.sample && (
        <div className={styles.banner}>
          <SampleBanner />
        </div>
      )}
      <nav className={styles.rail} aria-label={t('places.label')}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={22} height={22} />
          <span className={styles.wide}>{t('name')}</span>
        </div>
        {mine.map((place, index) => {
          const here =
            place.path === '/'
              ? location === '/' || /^\/(?:roll|calendar|sessions|conflicts)\b/.test(location)
              : location.startsWith(place.path);
          return (
            <Link
              key={place.key}
              href={place.path}
              className={styles.place}
              aria-current={here ? 'page' : undefined}
              title={t(`places.${place.key}`)}
            >
              <place.icon size={17} stroke={1.7} aria-hidden />
              <span className={styles.wide}>{t(`places.${place.key}`)}</span>
              <Kbd className={styles.wide} size="xs" aria-hidden>
                {index + 1}
              </Kbd>
            </Link>
          );
        })}
        <div className={styles.where}>
          <div dir="auto">{state.center?.name}</div>
          <div dir="auto">{state.device?.name}</div>
        </div>
      </nav>
      <header className={styles.top}>
        <div id="where" className={styles.crumbs} />
        <UnstyledButton
          className={styles.find}
          onClick={findToggle.open}
          aria-haspopup="dialog"
          aria-keyshortcuts="Control+K"
          data-find
        >
          <IconSearch size={15} stroke={1.7} aria-hidden />
          <span>{t('find')}</span>
          <Kbd size="xs" aria-hidden>
            Ctrl K
          </Kbd>
        </UnstyledButton>
        <SavedChip />
        <span className={styles.chip}>
          <IconPackageExport size={15} stroke={1.7} aria-hidden />
          {state.waitingChanges > 0 ? t('waiting', { count: state.waitingChanges }) : t('waiting_none')}
        </span>
        <Person state={state} />
        <ActionIcon aria-label={t('help')} title={t('help')} onClick={helpToggle.open}>
          <IconHelp size={18} stroke={1.7} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('lock')}
          title={`${t('lock')} (Ctrl L)`}
          onClick={() => void call('center.lock', {})}
        >
          <IconLock size={18} stroke={1.7} />
        </ActionIcon>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <DiskNotice path={location} />
        <Notices state={state} />
        {ready && (
          <Switch>
            {routes.map((route) => (
              <Route key={route.path} path={route.path} component={route.screen} />
            ))}
            <Route component={NotHere} />
          </Switch>
        )}
      </main>
      {asked && <WhyUndo key={asked.which} asked={asked} />}
      {finding && state.me && (
        <Palette
          role={state.me.role}
          places={mine}
          ways={{ undo: () => undo(), redo: () => redo(), help: helpToggle.open }}
          onGo={navigate}
          onClose={findToggle.close}
        />
      )}
      {help && <Help opened={help} onClose={helpToggle.close} places={mine.map((place) => place.key)} />}
    </div>
  );
}

/** Somebody came in since this page was loaded: where it is now was theirs. */
let entered = false;

/** Goes back to where this person left off today, then keeps note of where it is. */
function useRestoredScreen(
  state: State,
  location: string,
  navigate: (path: string, options?: { replace: boolean }) => void,
): boolean {
  const [ready, setReady] = useState(() => {
    // A roll is what people wait for: its answer comes while the frame is drawn.
    const [, sessionId] = /^\/roll\/([^/]+)$/.exec(state.screen ?? '') ?? [];
    if (sessionId !== undefined && (entered || location === '/')) askAhead('attendance.roll', { sessionId });
    return false;
  });
  // Before anything is painted: another screen must not flash by.
  useLayoutEffect(() => {
    if (!ready) {
      const left = state.screen ?? '/';
      if ((entered || location === '/') && location !== left) navigate(left, { replace: true });
      entered = true;
      setReady(true);
    }
  }, [ready, state.screen, location, navigate]);
  useEffect(() => {
    if (ready) void call('center.rememberScreen', { path: location }).catch(() => {});
  }, [ready, location]);
  return ready;
}

function SavedChip() {
  const t = useWords();
  const { pending, failed, disk } = useSaving();
  if (failed !== null || disk !== null) {
    return (
      <output className={styles.chip} data-tone="bad">
        <IconAlertTriangle size={15} stroke={1.7} aria-hidden />
        {t('not_saved', { why: disk ? t(`disk.${disk}.chip`) : failed })}
      </output>
    );
  }
  return (
    <output className={styles.chip} data-tone="good" data-saved>
      <IconCircleCheckFilled size={15} aria-hidden />
      {pending > 0 ? t('saving') : t('saved')}
    </output>
  );
}

function Person({ state }: { state: State }) {
  const t = useWords();
  const { me } = state;
  if (!me) return null;
  return (
    <Menu position="bottom-end" width={220} transitionProps={{ duration: 80 }}>
      <Menu.Target>
        <UnstyledButton className={styles.person}>
          <Avatar size={24} color="ink" variant="light" aria-hidden>
            {initialsOf(me.name)}
          </Avatar>
          <bdi>{me.name}</bdi>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUser size={15} />} onClick={() => void call('center.lock', {})}>
          {t('switch_person')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((theme) => (
          <Menu.Item
            key={theme}
            fw={state.appearance.theme === theme ? 650 : undefined}
            onClick={() => void call('center.setAppearance', { theme })}
          >
            {t(`theme_${theme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
