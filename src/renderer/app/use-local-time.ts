import { useCallback } from 'react';
import { wallClock } from '../../shared/rules/time.ts';
import { useCall } from './client.ts';

/** Reads the wall clock of the center, `HH:MM`, when asked. */
export function useLocalTime(): () => string {
  const zone = useCall('center.state', {}).data?.center?.timeZone ?? 'UTC';
  return useCallback(() => wallClock(Date.now(), zone).time, [zone]);
}
