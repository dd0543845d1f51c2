import { DirectionProvider, MantineProvider, useDirection, useMantineColorScheme } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onDemand } from '../ui/on-demand.tsx';
import { followChanges, queryClient, useCall } from './client.ts';
import { Crash } from './crash.tsx';
import { useRecoveryCode } from './recovery-code.ts';
import { fetchAhead } from './routes.tsx';
import { Shell } from './shell.tsx';
import { cssVariables, theme } from './theme.ts';
import { changeLanguage, currentLanguage, languages, preferredLanguage } from './words.ts';

export const Door = onDemand(() => import('../center/door.tsx'), 'Door');

type Theme = 'auto' | 'light' | 'dark';

export function App({ theme: initial }: { theme: Theme }) {
  return (
    <DirectionProvider initialDirection={languages[currentLanguage()].direction} detectDirection>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme={initial}>
        <QueryClientProvider client={queryClient}>
          <Crash>
            <Stages />
          </Crash>
          <Notifications position="bottom-right" limit={3} transitionDuration={100} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** What the laptop shows first of all: a locked door in one of its forms, or the rooms. */
function Stages() {
  const state = useCall('center.state', {});
  const { setColorScheme } = useMantineColorScheme();
  const { setDirection } = useDirection();
  useEffect(followChanges, []);
  useEffect(fetchAhead, []);

  const appearance = state.data?.appearance;
  const language = state.data?.me?.language ?? appearance?.language ?? preferredLanguage();
  useEffect(() => {
    void changeLanguage(language).then(() => setDirection(languages[language].direction));
  }, [language, setDirection]);
  useEffect(() => {
    if (appearance) setColorScheme(appearance.theme);
  }, [appearance, setColorScheme]);

  const recoveryCode = useRecoveryCode();
  if (state.data?.stage === 'open' && !state.data.working && recoveryCode === null)
    return <Shell state={state.data} />;
  return <Door state={state.data ?? null} />;
}
