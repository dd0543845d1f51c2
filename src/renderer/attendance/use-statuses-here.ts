import { useLocation } from 'wouter';
import { defaultStatuses, type Status } from '../../shared/rules/statuses.ts';
import { useCall } from '../app/client.ts';

/** Statuses that can be given in what is on the screen: a class or a register; else in the class of now; else the usual ones. */
export function useStatusesHere(): readonly Status[] {
  const [location] = useLocation();
  const [, room, id] = location.split('/');
  const inClass = ['roll', 'paper', 'sessions'].includes(room ?? '') && id !== undefined;
  const inRegister = room === 'register' && id !== undefined;
  const current = useCall('sessions.today', {}, { enabled: !inClass && !inRegister }).data?.current?.id;
  const sessionId = inClass ? id : current;
  const roll = useCall(
    'attendance.roll',
    { sessionId: sessionId ?? '' },
    { enabled: !inRegister && sessionId !== undefined },
  );
  const register = useCall(
    'attendance.register',
    { cohortId: id ?? '' },
    { enabled: inRegister, structuralSharing: false },
  );
  const statuses = (inRegister ? register : roll).data?.statuses ?? defaultStatuses;
  return statuses.filter((status) => !status.hidden);
}
