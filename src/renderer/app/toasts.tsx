import { MantineThemeProvider, type NotificationProps } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { having } from './theme.ts';
import { useWords } from './words.ts';

/** Where short notes appear; what is said before this is here waits for it. */
export function Toasts() {
  const t = useWords();
  const Notification = having<NotificationProps>({ closeButtonProps: { 'aria-label': t('close') } });
  return (
    <MantineThemeProvider theme={{ components: { Notification } }}>
      <Notifications position="bottom-right" limit={3} transitionDuration={100} />
    </MantineThemeProvider>
  );
}
