import { DirectionProvider, MantineProvider, useDirection, useMantineColorScheme } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useLayoutEffect } from 'react';
import { leaveEarlyDoor } from '../center/early-door.ts';
import { onDemand } from '../ui/on-demand.tsx';
import { followChanges, queryClient, useCall } from './client.ts';
import { Crash } from './crash.tsx';
import { useRecoveryCode } from './recovery-code.ts';
import { fetchFirst } from './routes.tsx';
import { cssVariables, theme } from './theme.ts';
import {
  changeLanguage,
  currentLanguage,
  dateText,
  languages,
  numberText,
  preferredLanguage,
  timeText,
} from './words.ts';

export const Door = onDemand(() => import('../center/door.tsx'), 'Door');
const Shell = onDemand(() => import('./shell.tsx'), 'Shell');
const Toasts = onDemand(() => import('./toasts.tsx'), 'Toasts', null);

/** While somebody types at the door: the code behind it, and the first number and date, which take a while. */
const fetchAhead = (): void => {
  requestIdleCallback(() => {
    void Shell.fetch();
    fetchFirst();
    numberText(0);
    dateText('2026-01-01');
    timeText('00:00');
  });
};

type Theme = 'auto' | 'light' | 'dark';

export function App({ theme: initial }: { theme: Theme }) {
  return (
    <DirectionProvider initialDirection={languages[currentLanguage()].direction} detectDirection>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme={initial}>
        <QueryClientProvider client={queryClient}>
          <Crash>
            <Stages />
          </Crash>
          <Toasts />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** What the laptop shows first of all: a locked door in one of its forms, or the rooms. */
function Stages() {
  const state = useCall('center.state', {});
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { setDirection } = useDirection();
  // Where another screen came first than the one that goes on with it.
  useLayoutEffect(() => void leaveEarlyDoor(), []);
  useEffect(followChanges, []);
  useEffect(fetchAhead, []);

  const appearance = state.data?.appearance;
  const language = state.data?.me?.language ?? appearance?.language ?? preferredLanguage();
  useEffect(() => {
    void changeLanguage(language).then(() => setDirection(languages[language].direction));
  }, [language, setDirection]);
  useEffect(() => {
    // Setting what is set already would have every style computed anew.
    if (appearance && appearance.theme !== colorScheme) setColorScheme(appearance.theme);
  }, [appearance, colorScheme, setColorScheme]);

  const recoveryCode = useRecoveryCode();
  if (state.data?.stage === 'open' && !state.data.working && recoveryCode === null)
    return <Shell state={state.data} />;
  return <Door state={state.data ?? null} />;
}
