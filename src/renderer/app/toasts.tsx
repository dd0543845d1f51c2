import { Notifications } from '@mantine/notifications';

/** Where short notes appear; what is said before this is here waits for it. */
export function Toasts() {
  return <Notifications position="bottom-right" limit={3} transitionDuration={100} />;
}
